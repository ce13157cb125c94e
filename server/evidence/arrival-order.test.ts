import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RunInput } from '#core/run/schema.ts';
import { newId } from '../new-id.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { readRollups } from '../testing/rollups.ts';
import { countRun, fieldRun } from '../testing/runs.ts';

const HOURS = 3_600_000;
/** A few in every test run; as many as one likes by hand. */
const RUNS = Number(process.env.ARRIVAL_RUNS ?? 12);
const MOST_RUNS = 8;
/** Places of a sequence in which every run is delivered twice. */
const twice = Array.from({ length: 2 * MOST_RUNS }, (_, place) => place);

type Planned = { hour: number; kind: 'count' | 'field'; amount: number; missing: number; supersedes: number | null };

const planned: fc.Arbitrary<Planned> = fc.record({
  hour: fc.integer({ min: 0, max: 60 }),
  kind: fc.constantFrom('count' as const, 'field' as const),
  amount: fc.constantFrom(0, 0, 1, 5),
  missing: fc.constantFrom(0, 0, 2),
  supersedes: fc.option(fc.nat({ max: 5 }), { nil: null, freq: 3 }),
});

/** The same runs, each received at the same time of the server's clock, delivered in any order and some of them twice. */
it(
  'leads to the same rollups, groups and timelines in whatever order runs arrive',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(planned, { minLength: 2, maxLength: MOST_RUNS }),
        fc.shuffledSubarray(twice, { minLength: twice.length }),
        async (plan, order) => {
          const made = await makeCleanMigration();
          const runs = runsOf(plan, made.checkIds, made.noon(0).getTime());
          const shuffled = order.flatMap((place) => runs[place % MOST_RUNS] ?? []);
          const left: unknown[] = [];
          for (const sequence of [runs, shuffled]) {
            const fresh = left.length === 0 ? made : await makeCleanMigration();
            const ids = new Map(Object.keys(made.checkIds).map((name) => [made.checkIds[name], fresh.checkIds[name]]));
            for (const { run, at } of sequence) await fresh.submit({ ...run, checkId: ids.get(run.checkId) ?? '' }, at);
            left.push(await readRollups(fresh.migration.id));
          }
          expect(left[1]).toEqual(left[0]);
        },
      ),
      { numRuns: RUNS },
    );
  },
  60_000 + RUNS * 2_000,
);

function runsOf(
  plan: readonly Planned[],
  checkIds: Record<string, string>,
  start: number,
): { run: RunInput; at: Date }[] {
  const ids = plan.map(() => newId());
  const taken = new Set<string>();
  return plan.map(({ hour, kind, amount, missing, supersedes }, i) => {
    // Two runs of one check with one watermark would contradict each other.
    const at = new Date(start + hour * HOURS + i * 60_000);
    const runId = ids[i] ?? newId();
    const base = {
      checkId: checkIds[kind === 'count' ? 'payouts/record_count' : 'payouts/field_level'] ?? '',
      at,
      runId,
    };
    const run = kind === 'count' ? countRun(base, 100, 100 - missing) : fieldRun(base, { amount, missing });
    const old = supersedes === null ? undefined : ids[supersedes];
    const replaces =
      old !== undefined && supersedes !== null && supersedes < i && plan[supersedes]?.kind === kind && !taken.has(old);
    if (replaces) taken.add(old);
    return { run: replaces ? { ...run, supersedesRunId: old } : run, at };
  });
}
