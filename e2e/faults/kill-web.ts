import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '#server/testing/fault.ts';
import { type Random, randomOf } from '#server/testing/random.ts';
import { attempt, deliver, Record } from './agents.ts';
import { type Call, callsOf } from './calls.ts';
import { compareEvidence, dumpEvidence } from './evidence-dump.ts';
import { findLost, findTorn } from './find-torn.ts';
import { daysAgo, makeInstance } from './instance.ts';
import { startWeb } from './web.ts';
import { workloadOf } from './workload.ts';

/** Kills a workload of this size is meant for: the next batch begins with a migration of its own. */
const KILLS_A_ROUND = 10;

/** Fault 3. */
export const killWeb: Fault = {
  about:
    'The web process is killed in mid-batch: every call is there whole or not at all, every acknowledged one is there',
  full: 50,
  few: 2,
  run: async ({ seed, count, say }) => {
    const violations: string[] = [];
    const signals: string[] = [];
    let cutOff = 0;
    for (let round = 0; signals.length < count; round += 1) {
      const random = randomOf(seed + round);
      const from = daysAgo(9);
      const kills = Math.min(KILLS_A_ROUND, count - signals.length);
      const workload = workloadOf(random, { datasets: 2, runs: 2 + kills, large: 400, from });
      const clean = await makeInstance(workload, from);
      const faulty = await makeInstance(workload, from);
      const calls = random.shuffle(workload.sayings.flatMap((saying) => callsOf(saying, faulty.checkIds)));
      const record = new Record();
      let web = await startWeb();
      const cuts = Array.from({ length: kills }, (_, i) => Math.floor((calls.length * (i + 1)) / (kills + 1)));
      const url = () => web.url;
      const delivered = deliver(calls, { url, keys: faulty.keys, random, record });
      for (const cut of cuts) {
        while (record.acknowledged.length < cut) await sleep(2);
        await sleep(random.int(15));
        while (record.underWay === 0) await sleep(1);
        cutOff += record.underWay;
        const signal = await web.kill();
        signals.push(signal);
        if (signal !== 'SIGKILL') violations.push(`seed ${seed + round}: the web process ended by ${signal}`);
        const known = [...record.acknowledged];
        await sleep(100);
        violations.push(
          ...(await findTorn(faulty.migrationId)).map(
            (torn) => `seed ${seed + round}, kill ${signals.length}: ${torn}`,
          ),
        );
        violations.push(
          ...(await findLost(faulty.migrationId, known)).map(
            (lost) => `seed ${seed + round}, kill ${signals.length}: ${lost}`,
          ),
        );
        const { mark } = web;
        web = await startWeb({ port: web.port });
        if (web.mark.pid === mark.pid && web.mark.startedAt === mark.startedAt)
          violations.push('the web process was not a new one');
      }
      await delivered;
      await inOrder(
        web.url,
        clean.keys[0] ?? '',
        workload.sayings.flatMap((saying) => callsOf(saying, clean.checkIds)),
        random,
        record,
      );
      await web.kill();
      const found = compareEvidence(await dumpEvidence(clean.migrationId), await dumpEvidence(faulty.migrationId));
      violations.push(...[...record.violations, ...found].map((one) => `seed ${seed + round}: ${one}`));
      say?.(`${signals.length} of ${count} kills`);
    }
    const killed = signals.filter((signal) => signal === 'SIGKILL').length;
    return {
      seed,
      count: killed,
      confirmed: `${killed} exit signals SIGKILL, ${cutOff} calls under way`,
      violations,
    };
  },
};

async function inOrder(
  url: string,
  key: string,
  calls: readonly Call[],
  random: Random,
  { violations }: Record,
): Promise<void> {
  const record = new Record();
  for (const call of calls) {
    const answer = await attempt(url, key, call);
    if (answer?.status !== 200) await deliver([call], { url: () => url, keys: [key], random, record });
  }
  violations.push(...record.violations);
}
