import { describe, expect, test } from 'vitest';
import type { Run } from '../../run/schema.ts';
import { buildEvidence, type CheckSpec } from '../../testing/build-evidence.ts';
import { fieldRun, sampleRun } from '../../testing/build-run.ts';
import { criterionResultSchema } from '../criterion-result.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '../schema.ts';
import { fieldMatchRate } from './field-match-rate.ts';

/** So many rows that a draw of them is as good as one with putting back. */
const MANY = 1_000_000_000;

const at = '2026-11-21T08:00:00Z';
const now = new Date('2026-11-21T09:00:00Z');
const definition = criterionDefinitionSchema.parse({
  metric: 'field_match_rate',
  comparator: 'gt',
  threshold: '0.999',
});

function evaluate(
  runs: readonly Run[],
  more: Partial<CheckSpec> = {},
  mayBeEmpty = false,
  own: Partial<CriterionDefinition> = {},
) {
  const evidence = buildEvidence({
    datasets: [{ name: 'payouts', mayBeEmpty }],
    checks: [{ dataset: 'payouts', kind: 'field_level', runs, sampleRows: sampled(runs), ...more }],
  });
  return criterionResultSchema.parse(fieldMatchRate.evaluate({ ...definition, ...own }, evidence, now));
}

/** The plan asks for a sample where one is given, of as many rows as it takes. */
const sampled = (runs: readonly Run[]) => (runs.some(({ coverage }) => coverage.method === 'sample') ? 1 : null);

describe('a full scan', () => {
  test.each([
    [{ identical: 10_000 }, 'met', '1', '100 %', 'payouts', null],
    [{ identical: 9_995, modified: 5 }, 'met', '0.9995', '99.95 %', 'payouts: most in amount', null],
    [
      { identical: 9_990, modified: 10 },
      'not_met',
      '0.999',
      '99.9 %',
      'payouts: most in amount',
      'exactly 99.9 %, which does not suffice',
    ],
    [
      { identical: 9_987, modified: 13 },
      'not_met',
      '0.9987',
      '99.87 %',
      'payouts: most in amount',
      '0.03 points below 99.9 %',
    ],
  ])('%o: %s', (rows, outcome, value, nowText, detail, gap) => {
    expect(evaluate([fieldRun(at, rows)])).toMatchObject({
      outcome,
      value,
      nowText,
      detail,
      gap,
      needsText: '> 99.9 %',
      bound: null,
    });
  });

  test('rows without a partner are in no field, so the row match rate stands beside it', () => {
    expect(evaluate([fieldRun(at, { identical: 9_995, missingInTarget: 3, extraInTarget: 2 })])).toMatchObject({
      outcome: 'met',
      value: '1',
      detail: 'payouts: row match rate 99.95 %, 3 missing, 2 extra in the target',
    });
  });

  test('a rate over pairs says nothing where they are a small part of the rows', () => {
    expect(evaluate([fieldRun(at, { identical: 990, missingInTarget: 8, extraInTarget: 2 })])).toMatchObject({
      outcome: 'not_met',
      value: '1',
      detail: 'payouts: only 990 of 998 rows have a partner; row match rate 99 %, 8 missing, 2 extra in the target',
      gap: 'only 990 of 998 rows have a partner',
    });
    expect(evaluate([fieldRun(at, { identical: 1, missingInTarget: 999_999, extraInTarget: 999_999 })])).toMatchObject({
      outcome: 'not_met',
      gap: 'only 1 of 1,000,000 rows has a partner',
    });
    const healing = { identical: 1_000, suspectedLegacy: 9, suspectedTarget: 9 };
    expect(evaluate([fieldRun(at, healing)]).outcome).toBe('unknown');
    const alone = sampleRun(at, { identical: 5_000, missingInTarget: 100 }, MANY);
    expect(evaluate([alone]).outcome).toBe('not_met');
    expect(evaluate([sampleRun(at, { identical: 5_000, missingInTarget: 3 }, MANY)]).outcome).toBe('unknown');
  });

  test('sums above 2^53 are exact: one comparison below the threshold is below', () => {
    const pairs = 10 ** 15;
    const rows = { identical: 998_999_999_999_999, modified: 1_000_000_000_001 };
    const fields = Array.from({ length: 20 }, (_, i) => ({
      name: `c${i}`,
      compared: pairs,
      matching: i === 0 ? 998_999_999_999_999 : 999_000_000_000_000,
    }));
    const given = evaluate([fieldRun(at, rows, { fields })], {}, false, { comparator: 'gte' });
    expect(given).toMatchObject({ outcome: 'not_met', value: '0.99899999999999995' });
  });

  test('a dataset of key columns only is judged by its row match rate', () => {
    const columns = [{ name: 'id', legacyType: 'INTEGER', targetType: 'bigint' }];
    const keys = (rows: object) => evaluate([fieldRun(at, rows, { fields: [], pairedBy: ['id'], columns })]);
    expect(keys({ identical: 2_000 })).toMatchObject({
      outcome: 'met',
      detail: 'payouts: key columns only, judged by row match rate',
    });
    expect(keys({ identical: 998, missingInTarget: 1, duplicateInTarget: 1 })).toMatchObject({
      outcome: 'not_met',
      value: '0.998',
      detail: 'payouts: key columns only, judged by row match rate, 1 missing, 1 duplicate',
    });
  });

  test.each<[string, Run, string, string]>([
    ['0 rows', fieldRun(at, { identical: 0 }), 'no_evidence', '0 rows compared'],
    [
      'no denominator',
      fieldRun(at, {}, { fields: [{ name: 'amount', compared: 0, matching: 0 }] }),
      'no_evidence',
      'never compared: amount',
    ],
    [
      'a part of the pairs',
      fieldRun(at, {}, { fields: [{ name: 'amount', compared: 1, matching: 1 }] }),
      'no_evidence',
      'never compared: amount (1 of 100 pairs)',
    ],
    ['no column at all', fieldRun(at, {}, { fields: [] }), 'no_evidence', 'no column was compared'],
    ['the key alone', fieldRun(at, {}, { fields: [], pairedBy: ['id'] }), 'no_evidence', 'no column was compared'],
    [
      'a column that only stands among the types',
      fieldRun(at, {}, { columns: [{ name: 'note', legacyType: 'TEXT', targetType: 'text' }] }),
      'no_evidence',
      'never compared: note',
    ],
    [
      'an empty target',
      fieldRun(at, { identical: 0, missingInTarget: 100 }),
      'no_evidence',
      'no row has a partner, so no field was compared',
    ],
    [
      'skipped chunks',
      fieldRun(at, {}, { coverage: { method: 'full', population: 200, compared: 100, skippedChunks: 1 } }),
      'inconclusive',
      '1 chunk skipped',
    ],
  ])('%s is no evidence', (_, run, unknownReason, detail) => {
    expect(evaluate([run])).toMatchObject({ outcome: 'unknown', unknownReason, detail, value: null });
  });

  test('0 rows are fine only where both sides may be empty and are', () => {
    expect(evaluate([fieldRun(at, { identical: 0 })], {}, true)).toMatchObject({
      outcome: 'met',
      value: null,
      nowText: 'no rows',
    });
    expect(evaluate([fieldRun(at, { identical: 0, missingInTarget: 5 })], {}, true).outcome).toBe('unknown');
  });

  test('the newest run decides, not the newest arrival', () => {
    const bad = fieldRun('2026-11-21T07:00:00Z', { identical: 0, modified: 100 }, {}, 1);
    const good = fieldRun(at, {}, {}, 2);
    expect(evaluate([good, bad]).outcome).toBe('met');
    expect(
      evaluate([fieldRun(at, {}, {}, 1), fieldRun('2026-11-21T08:30:00Z', { identical: 0 }, {}, 2)]),
    ).toMatchObject({ unknownReason: 'no_evidence' });
  });
});

describe('suspected rows are counted both ways', () => {
  const suspected = (n: number) => ({ identical: 10_000, suspectedLegacy: n, suspectedTarget: n });
  test('alike either way', () => {
    expect(evaluate([fieldRun(at, suspected(5))]).outcome).toBe('met');
    expect(evaluate([fieldRun(at, { ...suspected(5), identical: 9_000, modified: 1_000 })]).outcome).toBe('not_met');
  });
  test('differing', () => {
    expect(evaluate([fieldRun(at, suspected(50))])).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'inconclusive',
      value: '1',
      detail: '50 rows suspected: met if they heal, not met if they do not',
      gap: '50 suspected rows to decide',
    });
  });
  test('for longer than the limit they count as confirmed', () => {
    const limit = (lagLimitMs: number) => evaluate([fieldRun(at, suspected(50))], { tolerances: { lagLimitMs } });
    expect(limit(3_600_000).outcome).toBe('unknown');
    expect(limit(3_599_999)).toMatchObject({ outcome: 'not_met', gap: expect.stringContaining('below 99.9 %') });
  });
});

describe('a sample is judged by its bound', () => {
  const sample = (identical: number, modified = 0, more: Partial<CheckSpec> = {}) =>
    evaluate([sampleRun(at, { identical, modified }, MANY)], more);

  test.each([
    [2_994, 0, 'unknown', 'needs 1 clean row more'],
    [2_995, 0, 'met', null],
    [9_995, 5, 'unknown', 'needs 511 clean rows more, 1,840 at the rate so far'],
    [10_506, 5, 'met', null],
    [9_900, 100, 'not_met', '0.9 points below 99.9 %'],
    [0, 0, 'unknown', '1 of 1 dataset untested'],
  ])('%d clean and %d failing: %s', (identical, modified, outcome, gap) => {
    expect(sample(identical, modified)).toMatchObject({ outcome, gap });
  });

  test('says figure, size and bound', () => {
    expect(sample(9_995, 5)).toMatchObject({
      value: '0.9995',
      bound: '0.99894899',
      headline: 'Field match rate of payouts is not proven',
      detail: '99.95 % in a sample of 10,000 from 1,000,000,000, 95 % bound 99.8948 %',
      evidence: { method: 'sample' },
    });
  });

  test('the trial is the row: what its fields say does not count', () => {
    const run = sampleRun(at, { identical: 2_995, modified: 0 }, MANY);
    expect(evaluate([run]).outcome).toBe('met');
    expect(evaluate([sampleRun(at, { identical: 2_994, modified: 1 }, MANY)]).outcome).toBe('unknown');
  });

  test('a known population makes the bound sharper', () => {
    expect(evaluate([sampleRun(at, { identical: 1_000 }, MANY)]).outcome).toBe('unknown');
    expect(evaluate([sampleRun(at, { identical: 1_000 }, 1_000)]).outcome).toBe('met');
  });

  test('runs of the window are pooled, so that what failed before still counts', () => {
    const clean = (n: number, when: string) => sampleRun(when, { identical: 1_500 }, MANY, `seed ${n}`, n);
    expect(evaluate([clean(1, '2026-11-21T06:00:00Z'), clean(2, at)]).outcome).toBe('met');
    expect(evaluate([clean(1, '2026-11-19T06:00:00Z'), clean(2, at)]).outcome).toBe('unknown');
    const failed = sampleRun('2026-11-20T10:00:00Z', { identical: 2_900, modified: 100 }, MANY, null, 3);
    const redrawn = evaluate([failed, sampleRun(at, { identical: 3_000 }, MANY, null, 4)]);
    expect(redrawn).toMatchObject({ outcome: 'not_met', value: '0.98333333333333333333' });
  });

  test('the same draw again proves nothing new', () => {
    const draw = (n: number, seed: string, modified = 0) =>
      sampleRun(`2026-11-21T0${n}:00:00Z`, { identical: 1_500 - modified, modified }, MANY, seed, n);
    expect(evaluate([draw(6, 'a'), draw(7, 'b')]).outcome).toBe('met');
    expect(evaluate([draw(6, 'a'), draw(7, 'a')])).toMatchObject({
      outcome: 'unknown',
      gap: 'needs 1,495 clean rows more',
    });
    expect(evaluate([draw(6, 'a', 60), draw(7, 'a')]).value).toBe('0.96');
  });

  test('fewer rows than declared do not do, even if they would prove it', () => {
    expect(sample(3_000, 0, { sampleRows: 5_000 })).toMatchObject({
      outcome: 'unknown',
      gap: 'needs 2,000 rows more of the 5,000 declared',
    });
    expect(sample(5_000, 0, { sampleRows: 5_000 }).outcome).toBe('met');
  });

  test('suspected rows that decide leave it open', () => {
    const with_ = (suspectedLegacy: number) => evaluate([sampleRun(at, { identical: 4_000, suspectedLegacy }, MANY)]);
    expect(with_(0).outcome).toBe('met');
    expect(with_(1)).toMatchObject({ outcome: 'unknown', gap: '1 suspected row to decide' });
  });
});

test('a window fails a dataset, but never passes it', () => {
  const window = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };
  const inWindow = (rows: Parameters<typeof fieldRun>[1]) => evaluate([fieldRun(at, rows, { window })]);
  expect(inWindow({ identical: 10_000 })).toMatchObject({ outcome: 'unknown', unknownReason: 'inconclusive' });
  expect(inWindow({ identical: 10, modified: 5 }).outcome).toBe('not_met');
});
