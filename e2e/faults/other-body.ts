import { z } from 'zod';
import type { Fault } from '#server/testing/fault.ts';
import { type Random, randomOf } from '#server/testing/random.ts';
import { type Answer, attempt, deliver, Record } from './agents.ts';
import { type Call, callsOf } from './calls.ts';
import { daysAgo, type Instance, makeInstance } from './instance.ts';
import { changedTables, hashTables } from './table-dump.ts';
import { startWeb, type Web } from './web.ts';
import { workloadOf } from './workload.ts';

const conflictSchema = z.object({
  error: z.object({ code: z.literal('CONFLICT'), problems: z.array(z.object({ message: z.string() })).min(1) }),
});
const TWO_HASHES = /stored [0-9a-f]{64}, sent [0-9a-f]{64}/;

/** Fault 2: half are bodies changed after they were stored, half are races of two bodies for one new id. */
export const otherBody: Fault = {
  about: 'The same id with another body is refused, names both hashes and writes nothing; of two that race one wins',
  full: 10_000,
  few: 100,
  run: async ({ seed, count, say }) => {
    const random = randomOf(seed);
    const from = daysAgo(9);
    const workload = workloadOf(random, { datasets: 2, runs: 5, large: 60, from });
    const instance = await makeInstance(workload, from);
    const web = await startWeb();
    const violations: string[] = [];
    let refused = 0;
    try {
      const calls = workload.sayings.flatMap((saying) => callsOf(saying, instance.checkIds));
      const record = new Record();
      // In order, then one after the other: what this is about is what comes afterwards.
      await deliver(calls, { url: () => web.url, keys: instance.keys.slice(0, 1), random, record });
      violations.push(...record.violations);
      const before = await hashTables(instance.migrationId);
      const identified = calls.filter(({ path }) => path !== 'ingest/metrics');
      for (let i = 0; i < count / 2; i += 1) {
        const call = identified[random.int(identified.length)];
        if (!call) continue;
        const wrong = await refusalOf(web, instance, { ...call, body: otherOf(random, call) });
        if (wrong) violations.push(`seed ${seed}, ${call.name}: ${wrong}`);
        else refused += 1;
      }
      const changed = changedTables(before, await hashTables(instance.migrationId));
      if (changed.length > 0) violations.push(`seed ${seed}: refused calls changed ${changed.join(', ')}`);
      say?.(`${refused} refused; races`);
      for (let i = 0; i < count / 2; i += 1) {
        const wrong = await race(random, web, instance, identified);
        if (wrong) violations.push(`seed ${seed}, race ${i}: ${wrong}`);
        else refused += 1;
      }
    } finally {
      await web.kill();
    }
    return { seed, count, confirmed: `${refused} answers 409 with both hashes`, violations };
  },
};

async function refusalOf(web: Web, { keys }: Instance, call: Call): Promise<string | null> {
  return wrongInRefusal(await patiently(() => attempt(web.url, keys[0] ?? '', call)));
}

function wrongInRefusal(answer: Answer): string | null {
  const refusal = conflictSchema.safeParse(answer.body);
  if (answer.status !== 409 || !refusal.success) return `answered ${answer.status} ${JSON.stringify(answer.body)}`;
  const named = refusal.data.error.problems.some(({ message }) => TWO_HASHES.test(message));
  return named ? null : `does not name both hashes: ${JSON.stringify(answer.body)}`;
}

/** Four deliveries of each of two bodies at once, under an id that nobody has used. */
async function race(random: Random, web: Web, { keys }: Instance, known: readonly Call[]): Promise<string | null> {
  const runs = known.filter(({ path, body }) => path === 'ingest/runs' && !('supersedesRunId' in body));
  const chosen = runs[random.int(runs.length)];
  if (!chosen) return 'there is no run to race with';
  const runId =
    `${'runId' in chosen.body ? chosen.body.runId : ''}`.slice(0, 24) +
    random.next().toString(16).slice(2, 14).padEnd(12, '0');
  const bodies = [
    { ...chosen.body, runId },
    { ...chosen.body, runId, durationMs: 1_201 },
  ];
  const sent = random.shuffle([0, 1, 0, 1, 0, 1, 0, 1]);
  const answers = await Promise.all(
    sent.map(async (which, i) => {
      const call = { ...chosen, body: bodies[which] ?? {} };
      return { which, answer: await patiently(() => attempt(web.url, keys[i] ?? '', call)) };
    }),
  );
  const winners = new Set(answers.filter(({ answer }) => answer.status === 200).map(({ which }) => which));
  if (winners.size !== 1) return `${winners.size} of two bodies were taken`;
  const losers = answers.filter(({ which }) => !winners.has(which));
  return losers.map(({ answer }) => wrongInRefusal(answer)).find((wrong) => wrong !== null) ?? null;
}

async function patiently(send: () => Promise<Answer | null>): Promise<Answer> {
  for (;;) {
    const answer = await send();
    if (answer && answer.status !== 429 && answer.status !== 503) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The body with something else in it that is just as well-formed. */
function otherOf(random: Random, { path, body }: Call): object {
  if (path === 'ingest/runs/open') return { ...body, deadlineMs: 60_000 + random.int(1_000) };
  if (path === 'ingest/runs')
    return random.int(2) === 0 ? { ...body, durationMs: 1_300 + random.int(99) } : otherTool(body);
  if (path === 'ingest/runs/complete') {
    return { ...body, run: otherTool('run' in body && typeof body.run === 'object' ? (body.run ?? {}) : {}) };
  }
  const differences = 'differences' in body && Array.isArray(body.differences) ? body.differences : [];
  return { ...body, differences: [{ ...differences[0], observedAt: '2026-01-01T00:00:00Z' }, ...differences.slice(1)] };
}

const otherTool = (run: object) => ({ ...run, tool: { name: 'fault agent', version: '1.0.1', configHash: 'none' } });
