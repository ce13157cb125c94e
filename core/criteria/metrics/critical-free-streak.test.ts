import { describe, expect, test } from 'vitest';
import type { DiscrepancySpan } from '../../evidence/rollup.ts';
import type { Run } from '../../run/schema.ts';
import { buildEvidence, type CheckSpec, type EvidenceSpec, idOf } from '../../testing/build-evidence.ts';
import { fieldRun, sampleRun } from '../../testing/build-run.ts';
import { addDays } from '../../time/day.ts';
import { criterionResultSchema } from '../criterion-result.ts';
import { criterionDefinitionSchema } from '../schema.ts';
import { criticalFreeStreak } from './critical-free-streak.ts';

const definition = criterionDefinitionSchema.parse({
  metric: 'critical_free_streak',
  comparator: 'gte',
  threshold: '5',
});
const first = '2026-11-10';
/** One clean run a day at 20:00 for so many days from the tenth on. */
const clean = (days: number, rows = {}): Run[] =>
  Array.from({ length: days }, (_, i) => fieldRun(`${addDays(first, i)}T20:00:00Z`, i === days - 1 ? rows : {}, {}, i));
const span = (from: string, to: string | null): DiscrepancySpan => ({
  discrepancyId: 'x',
  number: 41,
  title: 'payouts.amount differs',
  datasetId: idOf('payouts'),
  severity: 'critical',
  from,
  to,
});

function evaluate(day: string, check: Partial<CheckSpec>, more: Partial<EvidenceSpec> = {}, asked = definition) {
  const evidence = buildEvidence({
    datasets: [{ name: 'payouts', criticality: 'critical' }],
    checks: [{ dataset: 'payouts', kind: 'field_level', ...check }],
    startedAt: `${first}T00:00:00Z`,
    ...more,
  });
  return criterionResultSchema.parse(criticalFreeStreak.evaluate(asked, evidence, new Date(`${day}T12:00:00Z`)));
}

test('met after so many clean days', () => {
  expect(evaluate('2026-11-15', { runs: clean(5) })).toMatchObject({
    outcome: 'met',
    value: '5',
    threshold: '5',
    headline: 'Clean for 5 of 5 days',
    detail: 'no interruption',
    gap: null,
    needsText: '5 clean days',
    nowText: '5 clean days',
  });
});

test('a short unbroken streak is not met, with its earliest date', () => {
  expect(evaluate('2026-11-13', { runs: clean(3) })).toMatchObject({
    outcome: 'not_met',
    value: '3',
    headline: 'Clean for 3 of 5 days',
    gap: '2 days to go, 15 Nov at the earliest',
  });
  expect(evaluate('2026-11-10', { runs: [fieldRun('2026-11-10T09:00:00Z')] })).toMatchObject({
    outcome: 'not_met',
    value: '0',
    gap: '5 days to go, 15 Nov at the earliest',
  });
});

test('an interruption is named and dated', () => {
  const spans = [span('2026-11-11T08:00:00Z', '2026-11-11T21:00:00Z')];
  expect(evaluate('2026-11-15', { runs: clean(5) }, { spans })).toMatchObject({
    outcome: 'not_met',
    value: '3',
    detail: 'broken on 11 Nov by D-41',
    gap: '2 days to go, 17 Nov at the earliest',
  });
});

test('an open critical discrepancy fails, whatever is overdue', () => {
  const spans = [span('2026-11-14T08:00:00Z', null)];
  expect(evaluate('2026-11-25', { runs: clean(5) }, { spans })).toMatchObject({
    outcome: 'not_met',
    headline: '1 critical discrepancy is open',
    detail: 'D-41 payouts.amount differs',
    gap: 'no critical discrepancy may be open',
    worst: { name: 'payouts' },
  });
});

test('one that opened and closed today breaks the streak all the same', () => {
  const spans = [span('2026-11-15T08:00:00Z', '2026-11-15T09:00:00Z')];
  expect(evaluate('2026-11-15', { runs: clean(5) }, { spans })).toMatchObject({
    outcome: 'not_met',
    value: '0',
    gap: '5 days to go, 21 Nov at the earliest',
  });
});

describe('unknown', () => {
  test('when the agent falls silent, even after enough clean days', () => {
    const runs = clean(5);
    expect(evaluate('2026-11-15', { runs }).outcome).toBe('met');
    expect(evaluate('2026-11-16', { runs })).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'stale',
      value: null,
      nowText: 'overdue',
      detail: 'payouts: field-level check overdue since 2026-11-15 21:00 UTC',
      gap: '1 of 1 dataset overdue',
    });
  });

  test('when a dataset is compared by nothing', () => {
    const datasets = [{ name: 'payouts' }, { name: 'clicks' }];
    expect(evaluate('2026-11-15', { runs: clean(5) }, { datasets })).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'no_evidence',
      headline: 'Critical discrepancies were never looked for in clicks',
      detail: 'no field-level check: clicks',
      gap: '1 of 2 datasets untested',
    });
    expect(evaluate('2026-11-15', { runs: [] })).toMatchObject({
      unknownReason: 'no_evidence',
      nowText: 'no evidence',
    });
    expect(evaluate('2026-11-15', { runs: clean(5) }, { datasets: [], checks: [] })).toMatchObject({
      unknownReason: 'no_evidence',
    });
  });

  test('when the newest run compared nothing', () => {
    expect(
      evaluate('2026-11-15', { runs: [...clean(5), fieldRun('2026-11-15T10:00:00Z', { identical: 0 }, {}, 9)] }),
    ).toMatchObject({ outcome: 'unknown', unknownReason: 'no_evidence' });
  });

  test('when rows of a critical dataset are suspected', () => {
    const runs = [...clean(5), fieldRun('2026-11-15T10:00:00Z', { suspectedLegacy: 2 }, {}, 9)];
    expect(evaluate('2026-11-15', { runs })).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'inconclusive',
      detail: '2 rows suspected: the streak breaks if they do not heal',
    });
    expect(evaluate('2026-11-15', { runs }, { datasets: [{ name: 'payouts', criticality: 'high' }] }).outcome).toBe(
      'met',
    );
  });
});

test('telemetry that is silent says nothing about discrepancies', () => {
  const checks: CheckSpec[] = [
    { dataset: 'payouts', kind: 'field_level', runs: clean(5) },
    { dataset: 'payouts', kind: 'performance' },
  ];
  expect(evaluate('2026-11-15', {}, { checks }).outcome).toBe('met');
});

test('doubt is a gap only where a critical discrepancy could hide in it', () => {
  const doubtful = (criticality: 'critical' | 'high', kind: 'field_level' | 'checksum') => {
    const skipped = { coverage: { method: 'full' as const, population: 200, compared: 100, skippedChunks: 1 } };
    const rows = kind === 'field_level' ? { identical: 99, suspectedLegacy: 1 } : {};
    const partial = (run: Run) => fieldRun(run.asOf.target.time, rows, kind === 'field_level' ? {} : skipped, 9);
    const runs = clean(5).map((run, i) => (i === 2 || i === 3 ? partial(run) : run));
    const checks: CheckSpec[] = [
      { dataset: 'payouts', kind: 'field_level', runs: kind === 'field_level' ? runs : clean(5) },
    ];
    if (kind === 'checksum') checks.push({ dataset: 'payouts', kind, runs });
    return evaluate('2026-11-15', {}, { checks, datasets: [{ name: 'payouts', criticality }] });
  };
  expect(doubtful('critical', 'field_level')).toMatchObject({
    outcome: 'not_met',
    detail: '12 Nov void; 13 Nov void; 3 days from one look to the next in payouts',
  });
  expect(doubtful('high', 'field_level').outcome).toBe('met');
  expect(doubtful('critical', 'checksum').outcome).toBe('met');
});

describe('what was not looked at', () => {
  const sampled = (days: number, from: number) =>
    clean(days).map((run, i) =>
      i < from ? run : sampleRun(run.asOf.target.time, { identical: 5_000 }, 1_000_000, null, i),
    );
  const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-15T00:00:00Z' };

  test('carries no day in a critical dataset, and no end of a streak', () => {
    expect(evaluate('2026-11-15', { runs: sampled(5, 0) })).toMatchObject({ outcome: 'not_met', value: '0' });
    expect(evaluate('2026-11-15', { runs: sampled(5, 0) }, { datasets: [{ name: 'payouts' }] }).outcome).toBe('met');
    const windowed = clean(5).map((run) => ({ ...run, window }));
    expect(evaluate('2026-11-15', { runs: windowed })).toMatchObject({ outcome: 'not_met', value: '0' });
    const sampledToday = [...clean(5), sampleRun('2026-11-15T10:00:00Z', { identical: 5_000 }, 1_000_000, null, 9)];
    expect(evaluate('2026-11-15', { runs: sampledToday })).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'inconclusive',
      detail: 'field-level check: only a sample was looked at, 5,000 of 1,000,000',
      gap: 'needs a run that leaves nothing out',
    });
  });

  test('a schedule of 40 days carries no streak; a criterion that allows 40 days between two looks is met, and states the gap', () => {
    const rare = { runs: clean(1), everyMs: 40 * 86_400_000 };
    expect(evaluate('2026-11-15', rare)).toMatchObject({
      outcome: 'not_met',
      value: '0',
      detail: expect.stringContaining('5 days from one look to the next in payouts'),
    });
    const patient = { ...definition, options: { maxGapDays: 40 } };
    expect(evaluate('2026-11-15', rare, {}, patient)).toMatchObject({
      outcome: 'met',
      value: '5',
      detail: 'no interruption; 5 days from one look to the next in payouts',
    });
  });
});
