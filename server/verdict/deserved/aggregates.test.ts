import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { count, criteria, dataset, field, other, scan } from './plans.ts';

const kinds = ['record_count', 'field_level', 'aggregate'] as const;
const plan = { datasets: dataset(kinds), criteria: criteria('count', 'field', 'open', 'coverage') };
const total = (legacy: string | null, target: string | null, ageMs = 1_000, keys = {}) =>
  other({ kind: 'aggregate', aggregates: [{ name: 'total', keys, legacy, target, unit: 'EUR' }] }, 1, {}, ageMs);
const clean = [count(100), scan({ identical: 100 }, [field('amount', 100)])];

describe('a total that differs is a finding', () => {
  it('one that does not is none', async () => {
    expect(await judged(plan, [...clean, total('1000000.00', '1000000')])).toMatchObject({
      verdict: 'go',
      outcomes: { open: 'met', coverage: 'met' },
    });
  });

  it('09-aggregate-mismatch', async () => {
    const found = await judged(plan, [...clean, total('1000000.00', '0.00')]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: { open: 'not_met' } });
    expect(found.refused).toEqual([]);
  });

  it('31-aggregate-only', async () => {
    const asking = {
      datasets: dataset(['field_level', 'aggregate']),
      criteria: criteria('streak', 'discrepancy', 'open'),
    };
    const found = await judged(asking, [...clean.slice(1), total('5', null)]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
    expect(found.outcomes.streak).not.toBe('met');
  });

  it.each([
    ['by a cent', '1000000.00', '999999.99'],
    ['in the thirtieth digit', '0.100000000000000000000000000001', '0.1'],
    ['because legacy has none', null, '0'],
    ['by its sign', '5', '-5'],
  ])('%s', async (_, legacy, target) => {
    const found = await judged(plan, [...clean, total(legacy, target)]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
  });

  it('of one month among others', async () => {
    const months = ['1', '2', '3'].map((month) => ({
      name: 'total',
      keys: { month },
      legacy: '5',
      target: month === '2' ? '6' : '5',
      unit: 'EUR',
    }));
    const found = await judged(plan, [...clean, other({ kind: 'aggregate', aggregates: months }, 3)]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
  });

  it('until a run looks at it again and finds no difference', async () => {
    const again = await judged(plan, [...clean, total('5', '6', 60_000), total('6', '6')]);
    expect(again).toMatchObject({ verdict: 'go', outcomes: { open: 'met' } });
    const elsewhere = await judged(plan, [
      ...clean,
      total('5', '6', 60_000, { month: '1' }),
      total('6', '6', 1_000, { month: '2' }),
    ]);
    expect(elsewhere).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
  });
});

describe('a total in another unit is another total', () => {
  const summed = (unit: string, legacy: string, target: string, ageMs = 1_000) =>
    other({ kind: 'aggregate', aggregates: [{ name: 'total', keys: {}, legacy, target, unit }] }, 1, {}, ageMs);
  const failed = [...clean, summed('EUR', '100.40', '99.60', 60_000)];

  it.each([
    ['MEUR', '0', '0'],
    ['cents', '10000', '10000'],
    ['', '100', '100'],
    ['eur', '100', '100'],
  ])('%j answers nothing of what differed in EUR', async (unit, legacy, target) => {
    const found = await judged(plan, [...failed, summed(unit, legacy, target)]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' }, refused: [] });
  });

  it('nor does one that is only called so', async () => {
    const named = other(
      { kind: 'aggregate', aggregates: [{ name: 'total in EUR', keys: {}, legacy: '1', target: '1', unit: '' }] },
      1,
    );
    expect(await judged(plan, [...failed, named])).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
  });

  it('the same unit does', async () => {
    expect(await judged(plan, [...failed, summed('EUR', '100', '100')])).toMatchObject({ verdict: 'go' });
  });
});

describe('a total that nobody knows', () => {
  it('is no evidence', async () => {
    for (const run of [total(null, null), other({ kind: 'aggregate', aggregates: [] }, 1)]) {
      const found = await judged(plan, [...clean, run]);
      expect(found.verdict).toBe('no_go');
      expect(found.outcomes.coverage).not.toBe('met');
    }
  });
});
