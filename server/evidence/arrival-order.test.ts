import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { RunInput } from '#core/run/schema.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { newId } from '../new-id.ts';
import { as } from '../testing/call.ts';
import {
  at,
  type MadeKey,
  type MadeMigration,
  makeDatasets,
  makeKey,
  makeMigration,
  START,
} from '../testing/factory.ts';
import { readRollups } from '../testing/rollups.ts';
import { checksumRun, countRun, fieldRun } from '../testing/runs.ts';

/** A few in every test run; as many as one likes by hand. */
const CASES = Number(process.env.ARRIVAL_RUNS ?? 12);
const MOST_RUNS = 8;
/** Places of a sequence in which every run is delivered twice. */
const twice = Array.from({ length: 2 * MOST_RUNS }, (_, place) => place);

const kinds = ['record_count', 'checksum', 'field_level'] as const;
type Planned = {
  kind: (typeof kinds)[number];
  hour: number;
  amount: number;
  missing: number;
  /** Rows counted, or scanned in full. */
  rows: number;
  /** Of a count: how old a row has to be for it to be counted. */
  lagMs: number;
  sampled: boolean;
  /** Place of an earlier run that it corrects, if that one is of its kind and nobody has corrected it yet. */
  corrects: number | null;
};

const planned: fc.Arbitrary<Planned> = fc.record({
  kind: fc.constantFrom(...kinds, 'field_level' as const),
  hour: fc.integer({ min: 0, max: 60 }),
  amount: fc.constantFrom(0, 0, 1, 5),
  missing: fc.constantFrom(0, 0, 2),
  rows: fc.constantFrom(100, 100, 100, 97, 60, 30),
  lagMs: fc.constantFrom(0, 0, 2 * HOUR_MS),
  sampled: fc.nat({ max: 5 }).map((one) => one === 0),
  corrects: fc.option(fc.nat({ max: MOST_RUNS - 2 }), { freq: 2 }),
});

let migration: MadeMigration;
let key: MadeKey;

beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
});

it(
  'leads to the same rollups, groups and timelines in whatever order runs arrive, and however often',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(planned, { minLength: 2, maxLength: MOST_RUNS }),
        fc.shuffledSubarray(twice, { minLength: twice.length }),
        async (plan, order) => {
          const ids = plan.map(() => newId());
          const places = plan.map((_, place) => place);
          const inOrder = await deliver(plan, ids, places);
          const shuffled = await deliver(
            plan,
            ids.map(newId),
            order.flatMap((place) => places[place % MOST_RUNS] ?? []),
          );
          expect(shuffled.after).toEqual(inOrder.after);
        },
      ),
      { numRuns: CASES },
    );
  },
  60_000 + CASES * 2_000,
);

/** Sends runs to a dataset of its own; each is received at the same time of the server's clock, whenever it is sent. */
async function deliver(plan: readonly Planned[], ids: readonly string[], order: readonly number[]) {
  const name = `d${newId()}`;
  const schedule = { everyMs: 24 * HOUR_MS, graceMs: HOUR_MS };
  const checks = kinds.map((kind) => ({ kind, schedule }));
  const { checkIds, datasetIds } = await makeDatasets(migration, [
    { name, criticality: 'critical', lagMs: 2 * HOUR_MS, checks },
  ]);
  const runs = runsOf(plan, ids, (kind) => checkIds[`${name}/${kind}`] ?? '');
  for (const place of order) {
    const one = runs[place];
    if (one) await as(key.actor, at(one.time)).ingest.submitRun(one.run);
  }
  const text = JSON.stringify(await readRollups(datasetIds[name] ?? ''));
  // Run ids differ from one delivery to the next; what counts is which run it was.
  return { after: JSON.parse(ids.reduce((all, id, place) => all.replaceAll(id, `run ${place}`), text)) };
}

function runsOf(plan: readonly Planned[], ids: readonly string[], checkOf: (kind: Planned['kind']) => string) {
  const corrected = new Set<number>();
  return plan.map(
    ({ kind, hour, amount, missing, rows, lagMs, sampled, corrects }, place): { run: RunInput; time: Date } => {
      // Two runs of one check with one watermark would contradict each other.
      const time = new Date(START.getTime() + hour * HOUR_MS + place * 60_000);
      const base = { checkId: checkOf(kind), at: time, runId: ids[place] };
      const run = runOf(kind, base, { amount, missing, rows, lagMs }, sampled);
      const may = corrects !== null && corrects < place && plan[corrects]?.kind === kind && !corrected.has(corrects);
      if (!may || corrects === null) return { run, time };
      corrected.add(corrects);
      return { run: { ...run, supersedesRunId: ids[corrects] }, time };
    },
  );
}

type Base = Parameters<typeof countRun>[0];

function runOf(
  kind: Planned['kind'],
  base: Base,
  { lagMs, ...found }: { amount: number; missing: number; rows: number; lagMs: number },
  sampled: boolean,
): RunInput {
  if (kind === 'record_count') return { ...countRun(base, found.rows, found.rows - found.missing), lagMs };
  if (kind === 'checksum') return checksumRun(base, found.amount, found.rows);
  const run = fieldRun(base, found);
  return sampled ? { ...run, coverage: { method: 'sample', population: 1_000, compared: found.rows } } : run;
}
