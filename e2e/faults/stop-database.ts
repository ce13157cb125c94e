import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '#server/process/process-mark.ts';
import type { Fault } from '#server/testing/fault.ts';
import { randomOf } from '#server/testing/random.ts';
import { attempt } from './agents.ts';
import { type Call, callsOf } from './calls.ts';
import { findLost } from './find-torn.ts';
import { daysAgo } from './instance.ts';
import { openOwnPostgres, prepareInstances } from './own-postgres.ts';
import { startWeb, type Web } from './web.ts';
import { workloadOf } from './workload.ts';

const BACK_WITHIN_MS = 5_000;
const ANSWERS_WITHIN_MS = 10_000;

/** Fault 5. What is counted is seconds without a database. */
export const stopDatabase: Fault = {
  about: 'The database is stopped: 503 with Retry-After, first success within 5 s of its return, the same web process',
  full: 60,
  few: 4,
  run: async ({ seed, count }) => {
    const random = randomOf(seed);
    const from = daysAgo(9);
    const violations: string[] = [];
    const postgres = await openOwnPostgres();
    try {
      const workload = workloadOf(random, { datasets: 1, runs: 12, large: 0, from });
      const [instance] = await prepareInstances(postgres.url, workload.plan, from, 1);
      if (!instance) throw new Error('The instance was not made.');
      const calls = random.shuffle(workload.sayings.flatMap((saying) => callsOf(saying, instance.checkIds)));
      const next = (): Call => calls.shift() ?? { name: 'none', path: 'ingest/runs', body: {} };
      const key = instance.keys[0] ?? '';
      const web = await startWeb({ databaseUrl: postgres.url });
      try {
        const first = next();
        const answer = await attempt(web.url, key, first);
        if (answer?.status !== 200) violations.push(`before: ${JSON.stringify(answer)}`);
        await postgres.stop();
        const refused = await knockFor(count * 1_000, web, key, next(), violations);
        const waiting = next();
        const startedMs = performance.now();
        const starting = postgres.start().then(() => performance.now());
        let successMs = 0;
        while (successMs === 0 && performance.now() - startedMs < 60_000) {
          if ((await attempt(web.url, key, waiting))?.status === 200) successMs = performance.now();
          else await sleep(50);
        }
        const backMs = await starting;
        const afterMs = Math.max(0, Math.round(successMs - backMs));
        if (successMs === 0 || afterMs > BACK_WITHIN_MS)
          violations.push(`first success ${afterMs} ms after it was back`);
        if (!isRunning(web.mark)) violations.push('the web process was not the same any more');
        const kept = [first, waiting].map((call) => ({ call, body: null }));
        violations.push(...(await findLost(instance.migrationId, kept, postgres.url)));
        const confirmed = `${refused} answers 503 in ${count} s without a postmaster, first success ${afterMs} ms after it was back`;
        return { seed, count, confirmed, violations };
      } finally {
        await web.kill();
      }
    } finally {
      await postgres.close();
    }
  },
};

/** Calls all the while, and looks at the health routes. Answers how often it was told 503. */
async function knockFor(ms: number, web: Web, key: string, call: Call, violations: string[]): Promise<number> {
  let refused = 0;
  for (const untilMs = performance.now() + ms; performance.now() < untilMs; ) {
    const fromMs = performance.now();
    const answer = await attempt(web.url, key, call);
    if (answer?.status !== 503 || answer.retryAfter === null)
      violations.push(`without a database: ${JSON.stringify(answer)}`);
    if (performance.now() - fromMs > ANSWERS_WITHIN_MS) violations.push('an answer took more than ten seconds');
    refused += answer?.status === 503 ? 1 : 0;
    const [alive, ready] = [await fetch(`${web.url}/livez`), await fetch(`${web.url}/readyz`)];
    if (alive.status !== 200) violations.push(`/livez said ${alive.status}`);
    if (ready.status !== 503 || ready.headers.get('retry-after') === null)
      violations.push(`/readyz said ${ready.status}`);
    await Promise.all([alive.text(), ready.text()]);
    await sleep(100);
  }
  return refused;
}
