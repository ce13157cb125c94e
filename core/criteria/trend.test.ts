import { expect, test } from 'vitest';
import { standardCriteria } from '../plan/standard-criteria.ts';
import { buildEvidence } from '../testing/build-evidence.ts';
import { countRun, fieldRun, performanceRun } from '../testing/build-run.ts';
import type { CriterionMetric } from './registry.ts';
import { trendDays, trendOf } from './trend.ts';

const now = new Date('2026-11-14T12:00:00Z');
const evidence = buildEvidence({
  datasets: [{ name: 'payouts', criticality: 'critical' }, { name: 'clicks' }],
  checks: [
    {
      dataset: 'payouts',
      kind: 'field_level',
      runs: [
        fieldRun('2026-11-10T20:00:00Z', { identical: 100 }, {}, 1),
        fieldRun('2026-11-11T20:00:00Z', { identical: 98, modified: 2 }, {}, 2),
        fieldRun('2026-11-13T20:00:00Z', { identical: 100 }, {}, 3),
      ],
    },
    {
      dataset: 'clicks',
      kind: 'field_level',
      everyMs: 30 * 86_400_000,
      runs: [fieldRun('2026-11-10T10:00:00Z', { identical: 9_999, modified: 1 })],
    },
    { dataset: 'payouts', kind: 'record_count', runs: [countRun('2026-11-10T20:00:00Z', 10, 9)] },
    {
      dataset: 'payouts',
      kind: 'performance',
      tolerances: { slaMs: '400' },
      runs: [performanceRun('2026-11-12T10:00:00Z', '2026-11-12T11:00:00Z', 10, '120')],
    },
  ],
  startedAt: '2026-11-10T08:00:00Z',
});
const trend = (metric: CriterionMetric) =>
  standardCriteria
    .filter((criterion) => criterion.metric === metric)
    .flatMap((criterion) => trendOf(criterion, evidence, now));

test('begins with the parallel run and ends now', () => {
  expect(trendDays(evidence, now)).toEqual(['2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14']);
  expect(trendDays(evidence, new Date('2027-01-31T12:00:00Z'))).toHaveLength(30);
  expect(trend('field_match_rate').map(({ at }) => at)).toEqual([
    '2026-11-10T23:59:59.999Z',
    '2026-11-11T23:59:59.999Z',
    '2026-11-12T23:59:59.999Z',
    '2026-11-13T23:59:59.999Z',
    '2026-11-14T12:00:00.000Z',
  ]);
});

test('is what the criterion would have said at the end of each day; nothing where the evidence was overdue', () => {
  expect(trend('field_match_rate').map(({ value }) => value)).toEqual(['0.9999', '0.98', null, '0.9999', '0.9999']);
  expect(trend('response_time_at_peak').map(({ value }) => value)).toEqual([null, null, '120', null, null]);
  // clicks has no record count at all, so there is no figure for both datasets; payouts fails on the first day.
  expect(trend('record_count_variance').map(({ value }) => value)).toEqual(['0.1', null, null, null, null]);
});

test('of the streak counts the days of the ledger: the record count is overdue from the second day on', () => {
  expect(trend('critical_free_streak').map(({ value }) => value)).toEqual(['1', '1', '0', '0', '0']);
});
