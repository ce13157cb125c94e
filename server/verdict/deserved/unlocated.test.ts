import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { count, criteria, dataset, field, full, orders, scan, sums } from './plans.ts';

const plan = {
  datasets: dataset(['field_level', 'record_count', 'checksum']),
  criteria: criteria('field', 'row', 'open'),
};
const ago = (seconds: number) => seconds * 1_000;
const clean = [count(1_000, 1_000, ago(99)), sums(1_000, 0, ago(98)), full(1_000, 0, ago(90))];
const missing = (rows: number, ageMs = ago(90)) =>
  scan({ identical: 1_000 - rows, missing: rows }, [field('amount', 1_000 - rows)], {}, ageMs);

describe('a count or checksum that differs after a scan', () => {
  it.each([
    ['a checksum of which every segment differs', sums(1_000, 10, ago(9))],
    ['a checksum of which one segment differs', sums(1_000, 1, ago(9))],
    ['a count of which everything is missing', count(1_000, 0, ago(9))],
    ['a count of which a row is missing', count(1_000, 999, ago(9))],
    ['a count at the same watermark', count(1_000, 500, ago(90))],
  ])('that found nothing: %s', async (_, bad) => {
    for (const pushes of orders([...clean, bad])) {
      const { verdict, passes, outcomes } = await judged(plan, pushes);
      expect({ verdict, passes, open: outcomes.open }).toEqual({
        verdict: 'no_go',
        passes: [false, false],
        open: 'not_met',
      });
    }
    // The next scan looks at it.
    const after = await judged(plan, [...clean, bad, count(1_000, 1_000, ago(8)), full(1_000, 0, ago(7))]);
    expect(after.outcomes.open).toBe('met');
  });

  it.each([
    ['a checksum of which every segment differs', full(1_000, 100, ago(95)), sums(1_000, 10, ago(9))],
    ['a count of which as many are missing', missing(500, ago(95)), count(1_000, 500, ago(9))],
  ])('where a scan that found something is answered by one that found nothing: %s', async (_, found, bad) => {
    const before = [count(1_000, 1_000, ago(99)), sums(1_000, 0, ago(98)), found];
    for (const pushes of orders([...before, count(1_000, 1_000, ago(50)), full(1_000, 0, ago(40)), bad])) {
      expect((await judged(plan, pushes)).outcomes.open).toBe('not_met');
    }
  });

  const tolerant = { ...plan, criteria: criteria('open').map((one) => ({ ...one, threshold: '1' })) };
  it.each([
    ['as many missing rows', missing(3), count(1_000, 997, ago(9)), 'met'],
    ['twice as many', missing(3), count(1_000, 994, ago(9)), 'met'],
    ['more', missing(3), count(1_000, 993, ago(9)), 'not_met'],
    ['missing rows where values differ', full(1_000, 3, ago(90)), count(1_000, 999, ago(9)), 'not_met'],
    ['segments in which values differ', full(1_000, 3, ago(90)), sums(1_000, 3, ago(9)), 'met'],
    ['more segments than rows can differ in', full(1_000, 3, ago(90)), sums(1_000, 7, ago(9)), 'not_met'],
  ])('that found something is accounted for by it as far as that goes: %s', async (_, found, later, open) => {
    for (const pushes of orders([count(1_000, 997, ago(99)), sums(1_000, 0, ago(98)), found, later])) {
      expect((await judged(tolerant, pushes)).outcomes.open).toBe(open);
    }
  });
});
