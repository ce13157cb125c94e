import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '#server/process/process-mark.ts';
import type { Fault } from '#server/testing/fault.ts';
import { onServer } from '#server/testing/on-server.ts';
import { randomOf } from '#server/testing/random.ts';
import { deliver, Record } from './agents.ts';
import { callsOf } from './calls.ts';
import { compareEvidence, dumpEvidence } from './evidence-dump.ts';
import { findLost, findTorn } from './find-torn.ts';
import { daysAgo } from './instance.ts';
import { openOwnPostgres, prepareInstances } from './own-postgres.ts';
import { startWeb } from './web.ts';
import { workloadOf } from './workload.ts';

const START_TIME = 'SELECT pg_postmaster_start_time()::text AS at';

/** Fault 4. */
export const killPostmaster: Fault = {
  about: 'The postmaster is killed under load: every acknowledged row is there, and the web process survives',
  full: 5,
  few: 1,
  run: async ({ seed, count, say }) => {
    const random = randomOf(seed);
    const from = daysAgo(9);
    const violations: string[] = [];
    const postgres = await openOwnPostgres();
    const startTimes = new Set<string>();
    const noteStart = async () => {
      const [row] = await onServer(
        postgres.url,
        async (client) => (await client.query<{ at: string }>(START_TIME)).rows,
      );
      if (row) startTimes.add(row.at);
    };
    try {
      await noteStart();
      const workload = workloadOf(random, { datasets: 2, runs: 3 + 2 * count, large: 400, from });
      const [clean, faulty] = await prepareInstances(postgres.url, workload.plan, from, 2);
      if (!clean || !faulty) throw new Error('The instances were not made.');
      const web = await startWeb({ databaseUrl: postgres.url });
      const url = () => web.url;
      try {
        const calls = random.shuffle(workload.sayings.flatMap((saying) => callsOf(saying, faulty.checkIds)));
        const record = new Record();
        const delivered = deliver(calls, { url, keys: faulty.keys, random, record });
        for (let kill = 1; kill <= count; kill += 1) {
          while (record.acknowledged.length < (calls.length * kill) / (count + 1) || record.underWay === 0)
            await sleep(2);
          const before = postgres.mark();
          await postgres.kill();
          if (isRunning(before)) violations.push(`seed ${seed}, kill ${kill}: the postmaster was not killed`);
          const known = [...record.acknowledged];
          await postgres.start();
          if (postgres.mark().startedAt === before.startedAt)
            violations.push(`seed ${seed}: it is the same postmaster`);
          await noteStart();
          const found = [
            ...(await findLost(faulty.migrationId, known, postgres.url)),
            ...(await findTorn(faulty.migrationId, postgres.url)),
          ];
          violations.push(...found.map((one) => `seed ${seed}, kill ${kill}: ${one}`));
          say?.(`${kill} of ${count} kills`);
        }
        await delivered;
        if (!isRunning(web.mark)) violations.push(`seed ${seed}: the web process did not survive`);
        const quiet = new Record();
        for (const saying of workload.sayings) {
          for (const call of callsOf(saying, clean.checkIds)) {
            await deliver([call], { url, keys: clean.keys.slice(0, 1), random, record: quiet });
          }
        }
        const found = compareEvidence(
          await dumpEvidence(clean.migrationId, postgres.url),
          await dumpEvidence(faulty.migrationId, postgres.url),
        );
        violations.push(...[...record.violations, ...quiet.violations, ...found].map((one) => `seed ${seed}: ${one}`));
      } finally {
        await web.kill();
      }
    } finally {
      await postgres.close();
    }
    const kills = startTimes.size - 1;
    return { seed, count: kills, confirmed: `${kills} new start times of the postmaster`, violations };
  },
};
