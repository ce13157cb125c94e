import type { Fault } from '#server/testing/fault.ts';
import { randomOf } from '#server/testing/random.ts';
import { deliver, Record } from './agents.ts';
import { callsOf } from './calls.ts';
import { compareEvidence, dumpEvidence, rowsIn } from './evidence-dump.ts';
import { daysAgo, makeInstance } from './instance.ts';
import { startWeb } from './web.ts';
import { workloadOf } from './workload.ts';

const ROUND = 100_000;

/** Fault 1. What is counted is results: differences, runs and minutes of telemetry. */
export const repeatedDelivery: Fault = {
  about: 'Every call is delivered one to five times, shuffled, by 8 clients that lose connections: 0 lost, 0 double',
  full: 1_000_000,
  few: 500,
  run: async ({ seed, count, say }) => {
    const web = await startWeb();
    const violations: string[] = [];
    let [results, deliveries, attempts, rows] = [0, 0, 0, 0];
    try {
      for (let round = 0; results < count; round += 1) {
        const random = randomOf(seed + round);
        const from = daysAgo(9);
        const wanted = Math.min(count - results, ROUND);
        // A quarter of the field-level runs is large.
        const size = wanted < 1_000 ? { datasets: 2, runs: 4 } : { datasets: 4, runs: 9 };
        const large = Math.ceil((wanted * 4) / (size.datasets * size.runs));
        const workload = workloadOf(random, { ...size, large, from });
        const clean = await makeInstance(workload, from);
        const faulty = await makeInstance(workload, from);
        const once = workload.sayings.map((saying) => callsOf(saying, clean.checkIds));
        const url = () => web.url;
        const record = new Record();
        for (const calls of once) {
          for (const call of calls)
            await deliver([call], { url, keys: clean.keys.slice(0, 1), random, record: new Record() });
        }
        const calls = workload.sayings.flatMap((saying) => callsOf(saying, faulty.checkIds));
        const copies = calls.flatMap((call) => Array.from({ length: 1 + random.int(5) }, () => call));
        await deliver(random.shuffle(copies), { url, keys: faulty.keys, random, record, cut: true });
        const expected = await dumpEvidence(clean.migrationId);
        const found = compareEvidence(expected, await dumpEvidence(faulty.migrationId));
        violations.push(...[...record.violations, ...found].map((one) => `seed ${seed + round}: ${one}`));
        attempts += record.attempts;
        results += workload.differences + workload.sayings.length;
        deliveries += copies.length;
        rows += rowsIn(expected);
        say?.(`${results} of ${count} results`);
      }
    } finally {
      await web.kill();
    }
    const confirmed = `${results} results in ${deliveries} deliveries (${attempts} attempts), ${rows} rows compared`;
    return { seed, count, confirmed, violations };
  },
};
