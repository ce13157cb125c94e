import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Evidence } from '../evidence/rollup.ts';
import { NO_PLAN_FACTS } from '../plan/facts.ts';
import { type Mark, markKey } from '../plan/mark.ts';
import { buildEvidence, type GivenCheck, idOf } from '../testing/build-evidence.ts';
import { countRun, fieldRun } from '../testing/build-run.ts';
import { aspectsOf, directionOf } from './loosens.ts';
import { openLoosenings, type RecordedChange } from './open-loosenings.ts';
import { evaluateCriterion, metricOf } from './registry.ts';
import { type CriterionDefinition, criterionDefinitionSchema, criterionMetrics, futureMetrics } from './schema.ts';

type Given = Partial<CriterionDefinition>;
const define = (given: Given): CriterionDefinition =>
  criterionDefinitionSchema.parse({ metric: 'field_match_rate', comparator: 'gt', threshold: '0.999', ...given });
const dataset = { kind: 'dataset', datasetId: idOf('payouts') } as const;

describe('what a change does', () => {
  test.each<[string, Given, Given, ReturnType<typeof directionOf>]>([
    ['nothing', {}, {}, null],
    ['the same number with another digit', {}, { threshold: '0.9990' }, 'changes'],
    ['another owner', {}, { ownerTeam: 'Finance' }, 'changes'],
    ['a lower match rate', {}, { threshold: '0.99' }, 'loosens'],
    ['a higher match rate', {}, { threshold: '0.9999' }, 'tightens'],
    ['not strictly above any more', {}, { comparator: 'gte' }, 'loosens'],
    ['strictly above', { comparator: 'gte' }, { comparator: 'gt' }, 'tightens'],
    ['strictly above something lower', { comparator: 'gte' }, { comparator: 'gt', threshold: '0.99' }, 'loosens'],
    ['a comparator that asks for the worse', {}, { comparator: 'lt' }, 'loosens'],
    ['and back from it', { comparator: 'lt' }, {}, 'loosens'],
    [
      'a higher variance',
      { metric: 'record_count_variance', comparator: 'lt' },
      { metric: 'record_count_variance', comparator: 'lt', threshold: '1' },
      'loosens',
    ],
    [
      'a lower variance',
      { metric: 'record_count_variance', comparator: 'lt' },
      { metric: 'record_count_variance', comparator: 'lt', threshold: '0.1' },
      'tightens',
    ],
    [
      'fewer clean days',
      { metric: 'critical_free_streak', threshold: '30' },
      { metric: 'critical_free_streak', threshold: '14' },
      'loosens',
    ],
    [
      'a void day more that is survived',
      { metric: 'critical_free_streak', threshold: '30' },
      { metric: 'critical_free_streak', threshold: '30', options: { voidGraceDays: 2 } },
      'loosens',
    ],
    [
      'none that is survived',
      { metric: 'critical_free_streak', threshold: '30' },
      { metric: 'critical_free_streak', threshold: '30', options: { voidGraceDays: 0 } },
      'tightens',
    ],
    [
      'the SLA of the check becomes a number',
      { metric: 'response_time_at_peak', comparator: 'lte', threshold: null },
      { metric: 'response_time_at_peak', comparator: 'lte', threshold: '1' },
      'loosens',
    ],
    ['advisory instead of blocking', {}, { blocking: false }, 'loosens'],
    ['blocking instead of advisory', { blocking: false }, {}, 'tightens'],
    ['one dataset instead of all', {}, { scope: dataset }, 'loosens'],
    ['all instead of one', { scope: dataset }, {}, 'tightens'],
    [
      'another domain',
      { scope: { kind: 'domain', domain: 'A' } },
      { scope: { kind: 'domain', domain: 'B' } },
      'loosens',
    ],
    [
      'all members, of which a share is asked',
      { metric: 'cohort_validated', scope: { kind: 'wave', wave: 1 } },
      { metric: 'cohort_validated' },
      'loosens',
    ],
    [
      'all members, every one of them',
      { metric: 'cohort_validated', comparator: 'gte', threshold: '1', options: { item: 'Pilot' } },
      { metric: 'cohort_validated', comparator: 'gte', threshold: '1' },
      'tightens',
    ],
    [
      'one cohort instead of all',
      { metric: 'cohort_validated' },
      { metric: 'cohort_validated', options: { item: 'Pilot' } },
      'loosens',
    ],
    ['only at one gate', {}, { gates: ['Cutover'] }, 'loosens'],
    ['a gate less', { gates: ['Ramp', 'Cutover'] }, { gates: ['Cutover'] }, 'loosens'],
    ['a gate more', { gates: ['Cutover'] }, { gates: ['Ramp', 'Cutover'] }, 'tightens'],
    ['another gate', { gates: ['Ramp'] }, { gates: ['Cutover'] }, 'loosens'],
    ['at every gate', { gates: ['Ramp'] }, {}, 'tightens'],
    ['the same gates in another order', { gates: ['Ramp', 'Cutover'] }, { gates: ['Cutover', 'Ramp'] }, null],
    [
      'a shorter window of the worst',
      { metric: 'replication_lag', comparator: 'lte', threshold: '5', windowDays: 7 },
      { metric: 'replication_lag', comparator: 'lte', threshold: '5' },
      'loosens',
    ],
    [
      'a longer window of the worst',
      { metric: 'replication_lag', comparator: 'lte', threshold: '5' },
      { metric: 'replication_lag', comparator: 'lte', threshold: '5', windowDays: 7 },
      'tightens',
    ],
    [
      'a longer window of a rate, which dilutes',
      { metric: 'error_rate', comparator: 'lt' },
      { metric: 'error_rate', comparator: 'lt', windowDays: 30 },
      'loosens',
    ],
    ['the window it has anyhow', {}, { windowDays: 2 }, null],
    [
      'by money instead of rows',
      { metric: 'row_match_rate' },
      { metric: 'row_match_rate', options: { weighting: 'money' } },
      'loosens',
    ],
    ['adjudicated', {}, { options: { basis: 'adjudicated' } }, 'loosens'],
    ['raw again', { options: { basis: 'adjudicated' } }, { options: {} }, 'tightens'],
    [
      'critical ones only',
      { metric: 'open_discrepancies', comparator: 'lte' },
      { metric: 'open_discrepancies', comparator: 'lte', options: { severity: 'critical' } },
      'loosens',
    ],
    [
      'minor ones too',
      { metric: 'open_discrepancies', comparator: 'lte', options: { severity: 'critical' } },
      { metric: 'open_discrepancies', comparator: 'lte' },
      'tightens',
    ],
    [
      'critical items only',
      { metric: 'inventory_documented' },
      { metric: 'inventory_documented', options: { criticalOnly: true } },
      'loosens',
    ],
    ['another metric, however strict', {}, { metric: 'row_match_rate', threshold: '0.99999' }, 'loosens'],
    ['tighter here and looser there', {}, { threshold: '0.9999', blocking: false }, 'loosens'],
  ])('%s', (_, before, after, expected) => {
    expect(directionOf(define(before), define(after))).toBe(expected);
  });

  it('a new one is added; one that is taken away is loosened, whether it blocked or only warned', () => {
    expect(directionOf(null, define({}))).toBe('added');
    expect(directionOf(define({}), null)).toBe('loosens');
    expect(directionOf(define({ blocking: false }), null)).toBe('loosens');
    expect(directionOf(define({ metric: 'sign_offs' }), null)).toBe('removed');
    expect(directionOf(null, null)).toBe(null);
  });

  it('names each field that differs', () => {
    const after = define({ threshold: '0.9999', blocking: false, ownerTeam: 'BI' });
    expect(aspectsOf(define({}), after)).toEqual([
      { field: 'threshold', direction: 'tightens' },
      { field: 'blocking', direction: 'loosens' },
      { field: 'ownerTeam', direction: 'changes' },
    ]);
  });
});

const anyDefinition: fc.Arbitrary<CriterionDefinition> = fc
  .record(
    {
      metric: fc.constantFrom(...criterionMetrics, ...futureMetrics),
      comparator: fc.constantFrom('lt', 'lte', 'gt', 'gte'),
      threshold: fc.constantFrom('0', '0.5', '0.98', '0.999', '1', '2', '3'),
      scope: fc.constantFrom({ kind: 'all' }, dataset, { kind: 'domain', domain: 'shop' }, { kind: 'wave', wave: 1 }),
      blocking: fc.boolean(),
      ownerTeam: fc.constantFrom(null, 'Finance'),
      gates: fc.constantFrom(['Ramp'], ['Ramp', 'Cutover']),
      windowDays: fc.constantFrom(1, 2, 7),
      options: fc.record(
        {
          weighting: fc.constantFrom('rows', 'money'),
          basis: fc.constantFrom('raw', 'adjudicated'),
          severity: fc.constantFrom('critical', 'major', 'minor'),
          item: fc.constantFrom('Pilot', 'Rest'),
          criticalOnly: fc.boolean(),
          voidGraceDays: fc.integer({ min: 0, max: 3 }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['metric', 'comparator', 'threshold'] },
  )
  .map((given) => criterionDefinitionSchema.parse(given));

/** A definition and one that is like it but for a few fields, so that both directions come up. */
const anyChange = fc
  .tuple(
    anyDefinition,
    anyDefinition,
    fc.subarray(['comparator', 'threshold', 'scope', 'gates', 'windowDays', 'options'] as const),
  )
  .map(([before, other, fields]) => {
    const after: Record<string, unknown> = { ...before };
    for (const field of fields) after[field] = other[field];
    return { before, after: criterionDefinitionSchema.parse(after) };
  });

const now = new Date('2026-11-05T12:00:00Z');
const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    broken: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }),
    silent: fc.subarray([1, 2, 3, 4]),
    open: fc.array(fc.constantFrom('critical', 'major', 'minor'), { maxLength: 3 }),
    marks: fc.array(fc.constantFrom('validated', 'failed', null), { minLength: 4, maxLength: 4 }),
  })
  .map(({ broken, silent, open, marks }) => {
    const days = [1, 2, 3, 4, 5].filter((day) => !silent.includes(day));
    const at = (day: number) => `2026-11-0${day}T11:00:00Z`;
    const checks = ['payouts', 'clicks'].flatMap((name, n): GivenCheck[] => [
      {
        dataset: name,
        kind: 'field_level',
        runs: days.map((day) => {
          const modified = broken[(day + n) % 4] ?? 0;
          return fieldRun(at(day), { identical: 1_000 - modified, modified }, {}, day * 10 + n);
        }),
      },
      {
        dataset: name,
        kind: 'record_count',
        runs: days.map((day) => countRun(at(day), 1_000, 1_000 - (broken[n] ?? 0), {}, day * 100 + n)),
      },
    ]);
    const evidence = buildEvidence({
      datasets: [{ name: 'payouts', criticality: 'critical' }, { name: 'clicks' }],
      checks,
      spans: open.map((severity, i) => ({
        discrepancyId: idOf(`d${i}`),
        number: i,
        title: '',
        datasetId: idOf(i % 2 === 0 ? 'payouts' : 'clicks'),
        severity,
        from: at(4),
        to: i === 2 ? at(5) : null,
      })),
      startedAt: '2026-11-01T00:00:00Z',
    });
    const members = ['ACME', 'Beta'].map((name) => ({ name, priority: 1 }));
    const cohorts = ['Pilot', 'Rest'].map((name, i) => ({
      name,
      wave: i + 1,
      pilot: i === 0,
      description: '',
      members,
    }));
    const said = cohorts.flatMap(({ name, members: all }, i) =>
      all.flatMap((member, j): [string, Mark][] => {
        const status = marks[i * 2 + j];
        if (!status) return [];
        const target = { part: 'cohorts' as const, name, member: member.name };
        return [
          [
            markKey(target),
            { ...target, status, note: '', evidence: null, dueOn: null, at: at(1), by: '', byId: null, runId: null },
          ],
        ];
      }),
    );
    return { ...evidence, plan: { ...NO_PLAN_FACTS, cohorts, marks: new Map(said) } };
  });

/** Whether it stands in the way at a gate. */
const blocks = (definition: CriterionDefinition, evidence: Evidence, gate: string) => {
  const { outcome } = evaluateCriterion(definition, evidence, now);
  const asked = definition.gates === undefined || definition.gates.includes(gate);
  return asked && outcome !== 'met' && outcome !== 'not_available';
};

describe('for every change', () => {
  test('what is not said to loosen opens no gate that was closed, whatever the evidence', () => {
    let strict = 0;
    fc.assert(
      fc.property(anyChange, anyEvidence, fc.constantFrom('Ramp', 'Cutover'), ({ before, after }, evidence, gate) => {
        if (directionOf(before, after) === 'loosens') return;
        strict += 1;
        if (blocks(before, evidence, gate)) expect(blocks(after, evidence, gate)).toBe(true);
      }),
      { numRuns: 4_000 },
    );
    expect(strict).toBeGreaterThan(500);
  });

  test('what tightens loosens the other way round, and a change is nothing exactly where both ways are nothing', () => {
    fc.assert(
      fc.property(anyDefinition, anyDefinition, (a, b) => {
        expect(directionOf(a, a)).toBe(null);
        if (directionOf(a, b) === 'tightens') expect(directionOf(b, a)).toBe('loosens');
        expect(directionOf(a, b) === null).toBe(directionOf(b, a) === null);
      }),
      { numRuns: 2_000 },
    );
  });

  test('an easier threshold of any metric loosens', () => {
    for (const metric of criterionMetrics) {
      const more = metricOf(metric).better === 'more';
      const of = (threshold: string) => define({ metric, comparator: more ? 'gte' : 'lte', threshold });
      expect([metric, directionOf(of('2'), of('1'))]).toEqual([metric, more ? 'loosens' : 'tightens']);
      expect([metric, directionOf(of('1'), of('2'))]).toEqual([metric, more ? 'tightens' : 'loosens']);
    }
  });
});

describe('loosenings that wait for a second person', () => {
  const [strict, middle, easy] = ['0.999', '0.99', '0.9'].map((threshold) => define({ threshold }));
  const change = (id: string, before: CriterionDefinition | undefined, more: Partial<RecordedChange> = {}) => ({
    id,
    key: 'rate',
    at: '2026-11-18T09:00:00Z',
    direction: 'loosens' as const,
    flagged: true,
    before: before ?? null,
    approvedAt: null,
    ...more,
  });
  const open = (changes: RecordedChange[], current: CriterionDefinition | undefined) =>
    openLoosenings(changes, new Map(current ? [['rate', current]] : [])).map(({ id }) => id);
  test.each<[string, string[], string[]]>([
    ['waits', open([change('a', strict)], easy), ['a']],
    ['not once approved', open([change('a', strict, { approvedAt: '2026-11-19T09:00:00Z' })], easy), []],
    ['not from before the start', open([change('a', strict, { flagged: false })], easy), []],
    ['not what tightened', open([change('a', easy, { direction: 'tightens' })], strict), []],
    ['not once taken back', open([change('a', strict)], strict), []],
    ['half taken back is not taken back', open([change('a', strict)], middle), ['a']],
    ['a second step alone can be taken back', open([change('a', strict), change('b', middle)], middle), ['a']],
    [
      'approving the second step says nothing of the first',
      open([change('a', strict), change('b', middle, { approvedAt: '2026-11-19T09:00:00Z' })], easy),
      ['a'],
    ],
    ['a removal waits', open([change('a', strict)], undefined), ['a']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
