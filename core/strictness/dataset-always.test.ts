import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateCriterion } from '../criteria/registry.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '../criteria/schema.ts';
import { type DeclaredDataset, declaredDatasetSchema } from '../dataset/schema.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { buildEvidence, type CheckSpec, idOf } from '../testing/build-evidence.ts';
import { countRun, fieldRun } from '../testing/build-run.ts';
import { HOUR_MS } from '../time/units.ts';
import { datasetDirection } from './dataset.ts';

const now = new Date('2026-11-06T10:00:00Z');
const kinds = ['field_level', 'record_count'] as const;

const anyCheck = (kind: (typeof kinds)[number]) =>
  fc.record({
    kind: fc.constant(kind),
    schedule: fc.record({
      everyMs: fc.constantFrom(6, 24, 72).map((hours) => hours * HOUR_MS),
      graceMs: fc.constantFrom(0, 1, 30).map((hours) => hours * HOUR_MS),
    }),
    tolerances: fc.constantFrom({}, { lagLimitMs: 0 }, { lagLimitMs: HOUR_MS }),
  });

const anyDataset: fc.Arbitrary<DeclaredDataset> = fc
  .record({
    name: fc.constant('payouts'),
    legacyRef: fc.constant('payouts'),
    targetRef: fc.constant('payouts'),
    criticality: fc.constantFrom('critical', 'high', 'normal'),
    mayBeEmpty: fc.boolean(),
    domain: fc.constantFrom('shop', 'archive'),
    wave: fc.constantFrom(1, 2),
    checks: fc
      .tuple(anyCheck('field_level'), anyCheck('record_count'), fc.subarray([0, 1]))
      .map(([first, second, chosen]) => [first, second].filter((_, i) => chosen.includes(i))),
  })
  .map((given) => declaredDatasetSchema.parse(given));

/** A dataset and one that is like it but for a few fields, so that both directions come up. */
const anyChange = fc
  .tuple(anyDataset, anyDataset, fc.subarray(['criticality', 'mayBeEmpty', 'domain', 'wave', 'checks'] as const))
  .map(([before, other, fields]) => {
    const after: Record<string, unknown> = { ...before };
    for (const field of fields) after[field] = other[field];
    return { before, after: declaredDatasetSchema.parse(after) };
  });

type Day = { rows: number; modified: number; suspected: number };
const anyDays = fc.array(
  fc.option(
    fc.record({
      rows: fc.constantFrom(0, 1_000),
      modified: fc.constantFrom(0, 0, 40),
      suspected: fc.constantFrom(0, 0, 2),
    }),
  ),
  { minLength: 5, maxLength: 5 },
);

/** The same runs, as they speak under a declaration. What a run left behind when it came stays as it was. */
function evidenceOf(declared: DeclaredDataset, days: readonly (Day | null)[]): Evidence {
  const at = (day: number) => `2026-11-0${day + 1}T11:00:00Z`;
  const runs = (of: (day: Day, at: string, n: number) => ReturnType<typeof countRun>) =>
    days.flatMap((day, i) => (day ? [of(day, at(i), i)] : []));
  const found: CheckSpec[] = [
    {
      dataset: 'payouts',
      kind: 'field_level',
      runs: runs(({ rows, modified, suspected }, time, n) => {
        const [bad, open] = rows === 0 ? [0, 0] : [modified, suspected];
        const counts = { identical: rows - bad - open, modified: bad, suspectedLegacy: open, suspectedTarget: open };
        return fieldRun(time, counts, {}, n);
      }),
    },
    {
      dataset: 'payouts',
      kind: 'record_count',
      runs: runs(({ rows }, time, n) => countRun(time, rows, rows, {}, 50 + n)),
    },
  ];
  const { criticality, mayBeEmpty, domain, wave } = declared;
  const evidence = buildEvidence({ datasets: [{ name: 'payouts' }], checks: found });
  return {
    ...evidence,
    datasets: evidence.datasets.map((facts) => ({ ...facts, criticality, mayBeEmpty, domain, wave })),
    checks: evidence.checks.flatMap((check) => {
      const is = declared.checks.find(({ kind }) => kind === check.kind);
      return is ? [{ ...check, schedule: is.schedule, tolerances: is.tolerances }] : [];
    }),
  };
}

const define = (given: Partial<CriterionDefinition>): CriterionDefinition =>
  criterionDefinitionSchema.parse({ comparator: 'gte', threshold: '1', ...given });
const definitions = [
  define({ metric: 'critical_free_streak', threshold: '4' }),
  define({ metric: 'critical_free_streak', threshold: '2', options: { voidGraceDays: 0 } }),
  define({ metric: 'field_match_rate', threshold: '0.98' }),
  define({ metric: 'record_count_variance', comparator: 'lte', threshold: '0' }),
  define({ metric: 'open_discrepancies', comparator: 'lte', threshold: '0' }),
  define({ metric: 'coverage', scope: { kind: 'dataset', datasetId: idOf('payouts') } }),
  define({ metric: 'row_match_rate', threshold: '0.98', scope: { kind: 'domain', domain: 'shop' } }),
];

test('what is not said to loosen opens no gate that was closed, whatever the evidence', () => {
  let [strict, opened] = [0, 0];
  const stands = (definition: CriterionDefinition, evidence: Evidence) =>
    evaluateCriterion(definition, evidence, now).outcome !== 'met';
  fc.assert(
    fc.property(anyChange, anyDays, ({ before, after }, days) => {
      const [was, is] = [evidenceOf(before, days), evidenceOf(after, days)];
      const opens = definitions.filter((definition) => stands(definition, was) && !stands(definition, is));
      if (datasetDirection(before, after) === 'loosens') {
        opened += opens.length;
        return;
      }
      if (before.checks.length < after.checks.length) return; // One check more is evidence more, and may be what was missing.
      strict += 1;
      expect(opens).toEqual([]);
    }),
    { numRuns: 400 },
  );
  expect(strict).toBeGreaterThan(40);
  // The rule is not idle: some of what it calls loosening does open one.
  expect(opened).toBeGreaterThan(10);
});
