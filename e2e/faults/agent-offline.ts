import { appendFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listSegments } from '#agent/spool/segment-files.ts';
import type { Fault } from '#server/testing/fault.ts';
import { onServer } from '#server/testing/on-server.ts';
import { randomOf } from '#server/testing/random.ts';
import { AgentProcess, type AgentState } from './agent.ts';
import type { Found } from './agent-messages.ts';
import { deliver, Record } from './agents.ts';
import { callsOf } from './calls.ts';
import { compareEvidence, dumpEvidence, rowsIn } from './evidence-dump.ts';
import { daysAgo, makeInstance } from './instance.ts';
import { startWeb } from './web.ts';
import { type Saying, workloadOf } from './workload.ts';

const KINDS = 9;
const MAX_BYTES = 256 * 1_024 * 1_024;
/** Node alone takes 100 MiB, and leaves 200 more to its collector while results rush through, however many wait. */
const MAX_MEMORY_BYTES = 384 * 1_024 * 1_024;
const MOST_KILLS = 30;

/** Fault 6. What is counted is results. */
export const agentOffline: Fault = {
  about:
    'Parallax is away, results gather, the agent is killed in mid-spool: all arrive once and in order, memory and disk bounded',
  full: 100_000,
  few: 200,
  run: async ({ seed, count, say }) => {
    const random = randomOf(seed);
    const violations: string[] = [];
    const [signals, notices]: [string[], string[]] = [[], []];
    let [peakBytes, diskBytes, unreachable] = [0, 0, 0];
    const folder = await mkdtemp(join(tmpdir(), 'parallax-offline-'));
    const from = daysAgo(9);
    const datasets = count < 1_000 ? 2 : 20;
    const size = { datasets, runs: Math.ceil(count / datasets / KINDS), large: count < 1_000 ? 400 : 40, from };
    const workload = workloadOf(random, size);
    const sayings = workload.sayings.filter((saying) => saying.type !== 'metrics').slice(0, count);
    const [clean, faulty] = [await makeInstance(workload, from), await makeInstance(workload, from)];
    const results = sayings.map((saying) => foundOf(saying, faulty.checkIds));
    const note = (state: AgentState) => {
      peakBytes = Math.max(peakBytes, state.peakBytes);
      unreachable = Math.max(unreachable, state.unreachable);
      if (state.dropped + state.refused > 0) violations.push(`${state.dropped} dropped, ${state.refused} refused`);
    };
    let web = await startWeb();
    try {
      const record = new Record();
      for (const [i, saying] of sayings.entries()) {
        const keys = [clean.keys[i % clean.keys.length] ?? ''];
        for (const call of callsOf(saying, clean.checkIds))
          await deliver([call], { url: () => web.url, keys, random, record });
      }
      say?.(`${sayings.length} results pushed without an outage`);
      const { url, port } = web;
      await web.kill();

      const start = () => new AgentProcess({ folder, url, key: faulty.keys[0] ?? '', maxBytes: MAX_BYTES });
      const end = async (agent: AgentProcess) => {
        signals.push(await agent.kill());
        notices.push(...agent.notices);
        diskBytes = Math.max(diskBytes, await sizeOf(folder));
      };
      const kills = Math.max(3, Math.min(MOST_KILLS, Math.round(count / 100)));
      let kept = 0;
      for (let kill = 1; kill <= kills; kill += 1) {
        const agent = start();
        // Where the last one is killed all have been handed over, and only then.
        const enough =
          kill === kills ? results.length - kept : random.int(Math.ceil((2 * (results.length - kept)) / kills)) + 1;
        await agent.keep(results.slice(kept), enough);
        if (kill === kills) note(await agent.until(({ unreachable: failed }) => failed > 0));
        else await sleep(random.int(10));
        await end(agent);
        if (kill < kills) await tear(folder, 1 + random.int(200));
        kept += agent.kept.length;
        say?.(`killed ${kill} of ${kills} times, ${kept} results kept`);
      }

      web = await startWeb({ port });
      // On its way, too, agent and Parallax are killed.
      for (const share of [0.75, 0.5]) {
        const agent = start();
        note(await agent.until(({ waiting }) => waiting <= results.length * share));
        await end(agent);
      }
      const agent = start();
      note(await agent.until(({ waiting }) => waiting <= results.length / 4));
      await web.kill();
      web = await startWeb({ port });
      note(await agent.until(({ waiting }) => waiting === 0));
      await end(agent);
      const expected = await dumpEvidence(clean.migrationId);
      const torn = notices.filter((text) => text.includes('cut off at byte')).length;
      violations.push(
        ...compareEvidence(expected, await dumpEvidence(faulty.migrationId)),
        ...(await findDisorder(faulty.migrationId, results)),
        ...signals.filter((signal) => signal !== 'SIGKILL').map((signal) => `the agent ended by ${signal}`),
        ...notices.filter((text) => /damaged|lost|put aside|dropped/.test(text)),
        ...(peakBytes > MAX_MEMORY_BYTES ? [`the agent took ${peakBytes} bytes of memory`] : []),
        ...(diskBytes > MAX_BYTES * 1.125 ? [`the spool took ${diskBytes} bytes of disk`] : []),
        ...(torn === 0 ? ['no torn result was ever found'] : []),
        ...(unreachable === 0 ? ['Parallax was never away'] : []),
      );
      const confirmed = `${signals.length} exit signals SIGKILL, ${torn} torn results, ${unreachable} calls that reached nobody; ${rowsIn(expected)} rows compared; memory ${mib(peakBytes)} MiB, disk ${mib(diskBytes)} MiB`;
      return { seed, count: sayings.length, confirmed, violations: violations.map((one) => `seed ${seed}: ${one}`) };
    } finally {
      await web.kill();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const mib = (bytes: number) => (bytes / 1_024 / 1_024).toFixed(1);

function foundOf(saying: Saying, checkIds: Parameters<typeof callsOf>[1]): Found {
  if (saying.type === 'metrics') throw new Error('Telemetry does not go through the spool.');
  const { run, check, at } = saying;
  const head = { runId: run.runId, checkId: checkIds[check] ?? '', label: check, day: at.toISOString().slice(0, 10) };
  const calls = callsOf(saying, checkIds).map(({ path, body }) => ({ path, body: JSON.stringify(body) }));
  return { head: { ...head, clean: false }, calls };
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(folder, { recursive: true })).map(async (name) => (await stat(join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Few kills fall into the moment of writing: what one of those leaves behind, the first bytes of a result at the end. */
async function tear(folder: string, bytes: number): Promise<void> {
  const last = listSegments(folder).at(-1);
  if (last) await appendFile(last, (await readFile(last)).subarray(0, bytes));
}

/** Parallax must have taken results in the order in which they were kept. */
async function findDisorder(migrationId: string, results: readonly Found[]): Promise<string[]> {
  const rows = await onServer(process.env.DATABASE_URL ?? '', async (client) => {
    const sql = 'SELECT run_id AS id, received_at AS at FROM run_receipt WHERE migration_id = $1';
    return (await client.query<{ id: string; at: Date }>(sql, [migrationId])).rows;
  });
  const receivedAt = new Map(rows.map(({ id, at }) => [id, at.getTime()]));
  const times = results.map(({ head }) => receivedAt.get(head.runId) ?? Number.NaN);
  const wrong = times.findIndex((time, i) => !(time >= (times[i - 1] ?? 0)));
  return wrong < 0
    ? []
    : [`result ${wrong} of ${times.length} arrived before the one that was kept before it, or never`];
}
