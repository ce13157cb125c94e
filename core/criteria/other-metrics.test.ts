import { describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence/rollup.ts';
import type { Run, RunInput } from '../run/schema.ts';
import { runSchema } from '../run/schema.ts';
import { buildEvidence, type CheckSpec } from '../testing/build-evidence.ts';
import { envelopeAt, fieldRun, sampleRun } from '../testing/build-run.ts';
import { criterionResultSchema } from './criterion-result.ts';
import { criterionMetrics, evaluateCriterion, metricOf } from './registry.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from './schema.ts';

/** So many rows that a draw of them is as good as one with putting back. */
const MANY = 1_000_000_000;

const at = '2026-11-21T08:00:00Z';
const now = new Date('2026-11-21T09:00:00Z');
const full = (compared: number) => ({ method: 'full' as const, population: compared, compared });

const run = (body: Partial<RunInput>, more: Partial<RunInput> = {}, n = 1): Run =>
  runSchema.parse({ ...envelopeAt(at, n), coverage: full(10), ...body, ...more });
const checksums = (differing: number, more: Partial<RunInput> = {}) =>
  run(
    {
      kind: 'checksum',
      segmentsCompared: 1_000,
      checksums: Array.from({ length: differing }, (_, i) => ({ segment: `s${i}`, legacy: 'a', target: 'b' })),
    },
    more,
  );
const drift = (items: number) =>
  run({
    kind: 'schema',
    columnsCompared: 40,
    items: Array.from({ length: items }, (_, i) => ({
      item: 'type_changed',
      column: `c${i}`,
      legacy: 'a',
      target: 'b',
    })),
  });
const order = (violationCount: number, events = 1_000) =>
  run({ kind: 'event_order', events, violations: [], violationCount });
const lag = (p95Ms: number, samples = 60) =>
  run({ kind: 'replication_lag', lag: { p50Ms: 10, p95Ms, maxMs: p95Ms * 2, samples } });
const noise = (modified: number) => {
  const {
    differences: _,
    differencesComplete: __,
    ...fields
  } = {
    differences: null,
    differencesComplete: null,
    ...fieldRun(at, { identical: 10_000 - modified, modified }, {}, 9),
  };
  return runSchema.parse({ ...fields, kind: 'noise_floor' });
};
const traffic = (requests: number, errors: number) =>
  run({
    kind: 'performance',
    window: { from: '2026-11-21T07:00:00Z', to: at },
    legacy: { requests, errors: 0, failedTransactions: 0, latency: [{ upToMs: '100', count: requests }] },
    target: { requests, errors, failedTransactions: errors, latency: [{ upToMs: '100', count: requests }] },
  });

type Case = [
  what: string,
  definition: Partial<CriterionDefinition>,
  kind: CheckSpec['kind'],
  runs: Run[],
  outcome: string,
  nowText?: string,
];
const defined = (definition: Partial<CriterionDefinition>) =>
  criterionDefinitionSchema.parse({ comparator: 'gte', threshold: '1', ...definition });

function judge(definition: Partial<CriterionDefinition>, evidence: Evidence) {
  return criterionResultSchema.parse(evaluateCriterion(defined(definition), evidence, now));
}
const rowRate = { metric: 'row_match_rate', comparator: 'gt', threshold: '0.999' } as const;
const discrepancyRate = { metric: 'discrepancy_rate', comparator: 'lt', threshold: '0.001' } as const;
const checksumMatch = { metric: 'checksum_match' } as const;
const schemaDrift = { metric: 'schema_drift', comparator: 'lte', threshold: '0' } as const;
const ordering = { metric: 'ordering_violations', comparator: 'lte', threshold: '0' } as const;
const lagLimit = { metric: 'replication_lag', comparator: 'lte', threshold: '5000' } as const;
const errorRate = { metric: 'error_rate', comparator: 'lt', threshold: '0.015' } as const;
const failedRate = { metric: 'failed_transaction_rate', comparator: 'lt', threshold: '0.005' } as const;

/** The plan asks for a sample where one is given. */
const sampled = (runs: readonly Run[]) => (runs.some(({ coverage }) => coverage.method === 'sample') ? 1 : null);

describe('metrics of one kind of check', () => {
  test.each<Case>([
    ['all rows match', rowRate, 'field_level', [fieldRun(at, { identical: 10_000 })], 'met', '100 %'],
    [
      'missing rows fail rows, not fields',
      rowRate,
      'field_level',
      [fieldRun(at, { identical: 9_980, missingInTarget: 20 })],
      'not_met',
      '99.8 %',
    ],
    [
      'suspected rows that decide',
      rowRate,
      'field_level',
      [fieldRun(at, { identical: 9_980, suspectedLegacy: 20 })],
      'unknown',
    ],
    [
      'a suspected pair is one row',
      { ...rowRate, comparator: 'gte' },
      'field_level',
      [fieldRun(at, { identical: 999, suspectedLegacy: 1, suspectedTarget: 1 })],
      'met',
    ],
    [
      'two suspected rows without partner are two',
      { ...rowRate, comparator: 'gte' },
      'field_level',
      [fieldRun(at, { identical: 999, suspectedLegacy: 2 })],
      'unknown',
    ],
    ['a sample is judged by its bound', rowRate, 'field_level', [sampleRun(at, { identical: 2_994 }, MANY)], 'unknown'],
    ['a sample that proves it', rowRate, 'field_level', [sampleRun(at, { identical: 2_995 }, MANY)], 'met'],
    [
      'the same as a discrepancy rate',
      discrepancyRate,
      'field_level',
      [sampleRun(at, { identical: 2_995 }, MANY)],
      'met',
      '0 %',
    ],
    ['and refused as one', discrepancyRate, 'field_level', [sampleRun(at, { identical: 2_994 }, MANY)], 'unknown'],
    [
      'discrepancies',
      discrepancyRate,
      'field_level',
      [fieldRun(at, { identical: 9_980, modified: 20 })],
      'not_met',
      '0.2 %',
    ],
    [
      'exactly at the threshold',
      discrepancyRate,
      'field_level',
      [fieldRun(at, { identical: 9_990, modified: 10 })],
      'not_met',
    ],
    ['nothing compared', discrepancyRate, 'field_level', [fieldRun(at, { identical: 0 })], 'unknown'],
    ['all segments match', checksumMatch, 'checksum', [checksums(0)], 'met', '100 %'],
    ['one segment differs', checksumMatch, 'checksum', [checksums(1)], 'not_met', '99.9 %'],
    [
      'segments skipped',
      checksumMatch,
      'checksum',
      [checksums(0, { coverage: { ...full(10), skippedChunks: 1 } })],
      'unknown',
    ],
    [
      'a column that no segment has',
      checksumMatch,
      'checksum',
      [
        run({
          kind: 'checksum',
          segmentsCompared: 9,
          checksums: [],
          notCompared: [{ column: 'gone', side: 'legacy' }],
        }),
      ],
      'unknown',
    ],
    ['no segment', checksumMatch, 'checksum', [checksums(0, { segmentsCompared: 0 })], 'unknown'],
    ['no drift', schemaDrift, 'schema', [drift(0)], 'met'],
    ['two columns differ', schemaDrift, 'schema', [drift(2)], 'not_met', '2 columns differ'],
    ['in order', ordering, 'event_order', [order(0)], 'met'],
    ['a violation', ordering, 'event_order', [order(1)], 'not_met', '1 violation'],
    ['no event', ordering, 'event_order', [order(0, 0)], 'unknown'],
    ['lag within the limit', lagLimit, 'replication_lag', [lag(5_000)], 'met', '5000 ms'],
    ['lag beyond it', lagLimit, 'replication_lag', [lag(5_001)], 'not_met'],
    ['lag of too few samples', lagLimit, 'replication_lag', [lag(5, 58)], 'unknown', '5 ms'],
    ['lag of few samples that is too long', lagLimit, 'replication_lag', [lag(5_001, 1)], 'not_met'],
    [
      'the worst day of two, of which one was measured',
      { ...lagLimit, windowDays: 2 },
      'replication_lag',
      [lag(5)],
      'unknown',
    ],
    [
      'the worst day of two',
      { ...lagLimit, windowDays: 2 },
      'replication_lag',
      [{ ...lag(5), ...envelopeAt('2026-11-20T08:00:00Z', 2) }, lag(4)],
      'met',
      '5 ms',
    ],
    ['lag that nobody sampled', lagLimit, 'replication_lag', [lag(0, 0)], 'unknown'],
    ['errors below', errorRate, 'performance', [traffic(10_000, 149)], 'met', '1.49 %'],
    ['errors at the limit', errorRate, 'performance', [traffic(10_000, 150)], 'not_met'],
    ['too few requests prove nothing', errorRate, 'performance', [traffic(999, 0)], 'unknown'],
    ['but they can fail it', errorRate, 'performance', [traffic(100, 2)], 'not_met'],
    ['failed transactions', failedRate, 'performance', [traffic(10_000, 50)], 'not_met'],
    ['no request on the target', failedRate, 'performance', [traffic(0, 0)], 'unknown'],
    ['never ran', checksumMatch, 'checksum', [], 'unknown'],
  ])('%s', (_, definition, kind, runs, outcome, nowText) => {
    const evidence = buildEvidence({
      datasets: [{ name: 'payouts' }],
      checks: [{ dataset: 'payouts', kind, runs, sampleRows: sampled(runs) }],
    });
    const result = judge(definition, evidence);
    expect(result.outcome, JSON.stringify(result)).toBe(outcome);
    if (nowText) expect(result.nowText).toBe(nowText);
    // Evidence that is overdue says nothing, whatever it said.
    const later = evaluateCriterion(defined(definition), evidence, new Date('2026-11-23T09:00:00Z'));
    expect(later.outcome).toBe('unknown');
    // And without the check there is nothing.
    expect(judge(definition, { ...evidence, checks: [] })).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'no_evidence',
    });
  });

  test('the noise of legacy itself is taken off, never more', () => {
    const evidence = (modified: number, noisy: number | null) =>
      buildEvidence({
        datasets: [{ name: 'payouts' }],
        checks: [
          { dataset: 'payouts', kind: 'field_level', runs: [fieldRun(at, { identical: 10_000 - modified, modified })] },
          { dataset: 'payouts', kind: 'noise_floor', runs: noisy === null ? [] : [noise(noisy)] },
        ],
      });
    const definition = { metric: 'noise_adjusted_mismatch', comparator: 'lt', threshold: '0.001' } as const;
    expect(judge(definition, evidence(15, 10))).toMatchObject({ outcome: 'met', value: '0.0005' });
    expect(judge(definition, evidence(15, 20))).toMatchObject({ outcome: 'met', value: '0' });
    expect(judge(definition, evidence(25, 10))).toMatchObject({ outcome: 'not_met', value: '0.0015' });
    expect(judge(definition, evidence(0, null)).outcome).toBe('unknown');
  });

  test('by money: gross, and only with a denominator', () => {
    const group = (moneyGross?: string) => ({
      class: 'modified' as const,
      field: 'amount',
      pattern: { id: 'none', params: {}, version: 1 },
      rowCount: 2,
      moneyNet: '0',
      ...(moneyGross === undefined ? {} : { moneyGross }),
    });
    const evidence = (more: Partial<RunInput>): Evidence => {
      const runs = [fieldRun(at, { identical: 9_998, modified: 2 }, more)];
      const made = buildEvidence({
        datasets: [{ name: 'payouts' }],
        checks: [{ dataset: 'payouts', kind: 'field_level', runs }],
      });
      return { ...made, datasets: made.datasets.map((dataset) => ({ ...dataset, moneyColumn: 'amount' })) };
    };
    const definition = { ...rowRate, options: { weighting: 'money' as const } };
    expect(judge(definition, evidence({ moneyCompared: '1000000', groups: [group('2000000')] }))).toMatchObject({
      outcome: 'not_met',
      value: '0',
    });
    expect(judge(definition, evidence({ moneyCompared: '1000000.00', groups: [group('10.50')] }))).toMatchObject({
      outcome: 'met',
      value: '0.9999895',
    });
    expect(judge(definition, evidence({ groups: [group('10.50')] }))).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'no_evidence',
    });
    expect(judge(definition, evidence({ moneyCompared: '1000000', groups: [group()] })).outcome).toBe('unknown');
    expect(judge(definition, evidence({ moneyCompared: '0', groups: [group('0')] })).outcome).toBe('unknown');
  });
});

test('no metric is met without evidence, and none that is not available blocks', () => {
  const nothing = buildEvidence({ datasets: [{ name: 'payouts' }], checks: [] });
  for (const metric of criterionMetrics) {
    const good =
      metricOf(metric).better === 'more'
        ? ({ comparator: 'gte', threshold: '0.5' } as const)
        : ({ comparator: 'lte', threshold: '5' } as const);
    expect([metric, judge({ metric, ...good }, nothing).outcome === 'met']).toEqual([metric, false]);
    expect(metricOf(metric).least).not.toBe('');
  }
  expect(judge({ metric: 'sign_offs' }, nothing)).toMatchObject({ outcome: 'not_available', unknownReason: null });
});
