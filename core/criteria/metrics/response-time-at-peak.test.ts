import { describe, expect, test } from 'vitest';
import type { Load } from '../../evidence/figures.ts';
import type { Run } from '../../run/schema.ts';
import { buildEvidence, type CheckSpec } from '../../testing/build-evidence.ts';
import { performanceRun } from '../../testing/build-run.ts';
import { criterionResultSchema } from '../criterion-result.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '../schema.ts';
import { responseTimeAtPeak } from './response-time-at-peak.ts';

const now = new Date('2026-11-21T12:30:00Z');
const definition = criterionDefinitionSchema.parse({
  metric: 'response_time_at_peak',
  comparator: 'lte',
  threshold: null,
});
const sla = { slaMs: '400' };

/** An hour of telemetry: requests on both sides, the target's latency in one bucket. */
function hour(at: string, legacyRequests: number, targetRequests: number, upToMs: string | null): Load {
  const targetLatency = [{ upToMs, count: targetRequests }];
  const legacyLatency = [{ upToMs: '9', count: legacyRequests }];
  const none = { legacyErrors: 0, legacyFailedTransactions: 0, targetErrors: 0, targetFailedTransactions: 0 };
  return { hour: at, legacyRequests, targetRequests, legacyLatency, targetLatency, asOf: at, ...none };
}

function evaluate(
  hours: readonly Load[],
  more: Partial<CheckSpec> = {},
  own: Partial<CriterionDefinition> = {},
  when = now,
) {
  const check = { dataset: 'api', kind: 'performance', everyMs: 3_600_000, tolerances: sla, hours, ...more } as const;
  const evidence = buildEvidence({ datasets: [{ name: 'api' }, { name: 'payouts' }], checks: [check] });
  return criterionResultSchema.parse(responseTimeAtPeak.evaluate({ ...definition, ...own }, evidence, when));
}
const noon = (legacy: number, target: number, upToMs: string | null) =>
  hour('2026-11-21T12:00:00Z', legacy, target, upToMs);

test.each([
  ['within the SLA', [noon(1_000, 1_000, '400')], 'met', '400', '400 ms', null],
  ['above the SLA', [noon(1_000, 1_000, '482')], 'not_met', '482', '482 ms', '82 ms above 400 ms'],
  [
    'in the open bucket',
    [noon(1_000, 1_000, null)],
    'not_met',
    null,
    '> 0 ms',
    'slower than the last bucket of its histogram',
  ],
  ['with just the declared share', [noon(1_000, 800, '318')], 'met', '318', '318 ms', null],
  [
    'the slowest hour of the last day with such a load decides',
    [hour('2026-11-20T15:00:00Z', 900, 900, '500'), noon(1_000, 1_000, '318')],
    'not_met',
    '500',
    '500 ms',
    '100 ms above 400 ms',
  ],
  [
    'a slow hour below that load does not',
    [hour('2026-11-21T03:00:00Z', 100, 100, '900'), noon(1_000, 1_000, '318')],
    'met',
    '318',
    '318 ms',
    null,
  ],
  [
    'nor does one of days ago',
    [hour('2026-11-19T12:00:00Z', 900, 900, '900'), noon(1_000, 1_000, '318')],
    'met',
    '318',
    '318 ms',
    null,
  ],
])('%s', (_, hours, outcome, value, nowText, gap) => {
  expect(evaluate(hours)).toMatchObject({
    outcome,
    value,
    nowText,
    gap,
    threshold: '400',
    needsText: '≤ SLA, 400 ms',
    unit: 'ms',
  });
});

describe('unknown is', () => {
  test.each<[string, readonly Load[], string, string]>([
    [
      'too little load on the target',
      [noon(1_000, 799, '5')],
      'inconclusive',
      'the target never carried 80 % of the busiest hour: 799 of 1,000 requests',
    ],
    [
      'a peak of days ago that the target never carried',
      [hour('2026-11-10T12:00:00Z', 5_000, 10, '5'), noon(1_000, 1_000, '5')],
      'inconclusive',
      'the target never carried 80 % of the busiest hour: 1,000 of 5,000 requests',
    ],
    [
      'no request on the legacy side',
      [noon(0, 1_000, '5')],
      'no_evidence',
      'no request was measured on the legacy side, so there is no peak',
    ],
    ['nothing measured', [], 'no_evidence', 'nothing was measured'],
    [
      'silence',
      [hour('2026-11-21T09:00:00Z', 1_000, 1_000, '5')],
      'stale',
      'api: telemetry overdue since 2026-11-21 11:00 UTC',
    ],
  ])('%s', (_, hours, unknownReason, detail) => {
    expect(evaluate(hours)).toMatchObject({ outcome: 'unknown', unknownReason, detail, value: null });
  });

  test('no check, and no SLA', () => {
    const evidence = buildEvidence({ datasets: [{ name: 'api' }], checks: [] });
    expect(responseTimeAtPeak.evaluate(definition, evidence, now)).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'no_evidence',
      detail: 'no performance check is set up',
    });
    expect(evaluate([noon(1, 1, '5')], { tolerances: {} })).toMatchObject({
      outcome: 'unknown',
      detail: 'no SLA is declared',
    });
  });
});

test.each([
  ['one request', noon(1, 1, '50'), '0.95', 'needs an hour with 59 requests on each side, the busiest had 1'],
  ['many on one side', noon(1, 5_000, '50'), '0.95', 'needs an hour with 59 requests on each side, the busiest had 1'],
  ['just too few', noon(58, 58, '50'), '0.95', 'needs an hour with 59 requests on each side, the busiest had 58'],
  [
    'too few for the percentile',
    noon(298, 298, '50'),
    '0.99',
    'needs an hour with 299 requests on each side, the busiest had 298',
  ],
])('%s is no busiest hour, though it can be too slow', (_, only, percentile, gap) => {
  const tolerances = { ...sla, percentile };
  expect(evaluate([only], { tolerances })).toMatchObject({ outcome: 'unknown', unknownReason: 'inconclusive', gap });
  const slow = { ...only, targetLatency: [{ upToMs: '401', count: only.targetRequests }] };
  expect(evaluate([slow], { tolerances }).outcome).toBe('not_met');
  const [busy, asked] = [noon(300, 300, '50'), { tolerances }];
  expect(evaluate([busy], asked).outcome).toBe('met');
});

test('a peak before the business cycle no longer counts', () => {
  const hours = [hour('2026-11-10T12:00:00Z', 5_000, 10, '5'), noon(1_000, 1_000, '5')];
  expect(evaluate(hours, { tolerances: { ...sla, cycleDays: 7 } }).outcome).toBe('met');
});

test('percentile, share and a threshold of the criterion itself are declared', () => {
  const mixed = {
    ...noon(1_000, 1_000, '5'),
    targetLatency: [
      { upToMs: '100', count: 960 },
      { upToMs: '900', count: 40 },
    ],
  };
  expect(evaluate([mixed])).toMatchObject({
    outcome: 'met',
    value: '100',
    detail: expect.stringContaining('p95 at 1,000 requests an hour'),
  });
  expect(evaluate([mixed], { tolerances: { ...sla, percentile: '0.99' } })).toMatchObject({
    outcome: 'not_met',
    value: '900',
  });
  expect(evaluate([noon(1_000, 500, '5')], { tolerances: { ...sla, peakShare: '0.5' } }).outcome).toBe('met');
  expect(evaluate([noon(1_000, 1_000, '318')], {}, { threshold: '300' })).toMatchObject({
    outcome: 'not_met',
    needsText: '≤ 300 ms',
    gap: '18 ms above 300 ms',
  });
});

test('performance runs of an hour do as well, and of the same hour the slower of telemetry and runs', () => {
  const run: Run = performanceRun('2026-11-21T11:00:00Z', '2026-11-21T12:00:00Z', 1_000, '350');
  expect(evaluate([], { runs: [run] })).toMatchObject({ outcome: 'met', value: '350' });
  expect(evaluate([hour('2026-11-21T11:00:00Z', 1_000, 1_000, '500')], { runs: [run] })).toMatchObject({
    outcome: 'not_met',
    value: '500',
  });
});
