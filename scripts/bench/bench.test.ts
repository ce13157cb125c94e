import { describe, expect, it } from 'vitest';
import { isMet, medianOf, ratiosOf } from './figure.ts';
import { interleave } from './interleave.ts';
import { reportOf, tableOf } from './report.ts';

const signal = new AbortController().signal;
const figure = { what: 'chunks of 1,000', unit: '×', values: [0.8, 0.9, 0.7], goal: { atLeast: 0.85 } };

describe('a figure', () => {
  it('is judged by its median, both ends of the bar included', () => {
    expect(medianOf([3, 1, 2])).toBe(2);
    expect(medianOf([4, 1, 2, 3])).toBe(2.5);
    expect(isMet(figure)).toBe(false);
    expect(isMet({ ...figure, goal: { atLeast: 0.8 } })).toBe(true);
    expect(isMet({ ...figure, goal: { atMost: 0.8 } })).toBe(true);
    expect(isMet({ ...figure, goal: null })).toBeNull();
    expect(isMet({ ...figure, values: [Number.NaN] })).toBe(false);
  });

  it('is a ratio of rounds, not of medians', () => {
    expect(ratiosOf([1, 4, 9], [1, 2, 3])).toEqual([1, 2, 3]);
    expect(() => ratiosOf([1], [])).toThrow();
  });

  it('shows median, range, goal and whether it was met, and is not judged when quick', () => {
    const made = { bench: 'ingest', quick: false, seed: 7, seconds: 1 };
    expect(tableOf([reportOf(made, [figure])])).toMatch(/chunks of 1,000 +0\.8 × +0\.7 … 0\.9 +≥ 0\.85 +MISSED/);
    expect(tableOf([reportOf({ ...made, quick: true }, [figure])])).not.toContain('MISSED');
  });
});

describe('interleaving', () => {
  it('throws the first round away and turns the order around each time', async () => {
    const order: string[] = [];
    const contender = (name: string) => async (round: number) => {
      order.push(`${name}${round}`);
      return round;
    };
    const measured = await interleave({ quick: false, signal }, [contender('a'), contender('b')], 3);
    expect(order).toEqual(['b-1', 'a-1', 'a0', 'b0', 'b1', 'a1', 'a2', 'b2']);
    expect(measured).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
  });
});
