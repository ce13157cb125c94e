import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialAtLeast, binomialAtMost, binomialPmf } from './binomial.ts';
import { hypergeometricAtLeast, hypergeometricAtMost } from './hypergeometric.ts';
import { lowerBound } from './lower-bound.ts';
import { rowsNeeded } from './rows-needed.ts';
import { type Claim, isProven, isRefuted } from './sample.ts';

const more = (share: string): Claim => ({ share: new Decimal(share), strict: true });
const atLeast = (share: string): Claim => ({ share: new Decimal(share), strict: false });
const drawn = (rows: number, failing = 0, population: number | null = null) => ({ rows, failing, population });

/** n over k, exactly. */
function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1; i <= k; i += 1) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}
const ratio = (a: bigint, b: bigint) => new Decimal(a.toString()).div(b.toString()).toNumber();

/** P(K ≤ k) with p = a / b in whole numbers. */
function exactAtMost(k: number, n: number, a: number, b: number): number {
  let sum = 0n;
  for (let i = 0; i <= k; i += 1) sum += choose(n, i) * BigInt(a) ** BigInt(i) * BigInt(b - a) ** BigInt(n - i);
  return ratio(sum, BigInt(b) ** BigInt(n));
}

describe('tails against exact summation in whole numbers', () => {
  test.each([
    [0, 10, 1, 3],
    [3, 10, 1, 3],
    [9, 10, 1, 3],
    [5, 1000, 1, 1000],
    [30, 1000, 1, 50],
    [12, 1000, 1, 50],
    [700, 1000, 2, 3],
    [199, 300, 999, 1000],
  ])('P(K ≤ %d) of %d trials at %d/%d', (k, n, a, b) => {
    const exact = exactAtMost(k, n, a, b);
    expect(Math.abs(binomialAtMost(k, n, a / b) / exact - 1)).toBeLessThan(1e-12);
    expect(Math.abs(binomialAtLeast(k + 1, n, a / b) + exact - 1)).toBeLessThan(1e-12);
  });
  test.each([
    [0, 100, 5, 40],
    [2, 100, 5, 40],
    [4, 500, 60, 50],
    [9, 500, 60, 50],
    [17, 60, 20, 55],
  ])('P(K ≤ %d) from %d rows with %d failing, %d drawn', (k, population, marked, n) => {
    let sum = 0n;
    for (let i = 0; i <= k; i += 1) sum += choose(marked, i) * choose(population - marked, n - i);
    const exact = ratio(sum, choose(population, n));
    const draw = { population, marked, drawn: n };
    expect(Math.abs(hypergeometricAtMost(k, draw) / exact - 1)).toBeLessThan(1e-12);
    expect(Math.abs(hypergeometricAtLeast(k + 1, draw) + exact - 1)).toBeLessThan(1e-12);
  });
  test('probabilities of all outcomes add up to one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0.0001, max: 0.9999, noNaN: true }), (n, p) => {
        let sum = 0;
        for (let k = 0; k <= n; k += 1) sum += binomialPmf(k, n, p);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-11);
      }),
    );
  });
});

describe('published limits', () => {
  // One-sided 95 % Clopper-Pearson upper limits of the failing share, as in tables of attribute sampling.
  test.each([
    [10, 0, 0.2589],
    [10, 1, 0.3942],
    [10, 2, 0.5069],
    [20, 0, 0.1391],
    [20, 1, 0.2161],
    [50, 0, 0.0582],
    [50, 1, 0.0914],
    [100, 0, 0.0295],
    [100, 1, 0.0466],
    [100, 5, 0.1023],
  ])('%d rows, %d failing: at most %d fail', (rows, failing, limit) => {
    const bound = lowerBound(drawn(rows, failing));
    expect(bound && Decimal.sub(1, bound).toDecimalPlaces(4).toNumber()).toBe(limit);
  });
  // Wilks' tolerance limits: rows for 95 % confidence of 95 and 99 % coverage with 0, 1, 2 … failures.
  test.each([
    ['0.95', [59, 93, 124, 153, 181, 208]],
    ['0.99', [299, 473, 628, 773, 913, 1049]],
  ])('sample sizes for %s', (share, sizes) => {
    for (const [failing, rows] of sizes.entries()) {
      expect(isProven(drawn(rows, failing), atLeast(share)), `${failing} of ${rows}`).toBe(true);
      expect(isProven(drawn(rows - 1, failing), atLeast(share)), `${failing} of ${rows - 1}`).toBe(false);
    }
  });
  test('0 mismatches prove more than 99.9 % from 2,995 rows on', () => {
    expect(isProven(drawn(2_994), more('0.999'))).toBe(false);
    expect(isProven(drawn(2_995), more('0.999'))).toBe(true);
    expect(rowsNeeded(drawn(0), more('0.999')).clean).toBe(2_995);
  });
  test('5 in 10,000 read 99.95 % and prove only 99.8948 % (99.895 %); 511 clean rows more prove 99.9 %', () => {
    const sample = drawn(10_000, 5);
    expect(lowerBound(sample)?.times(100).toFixed(4, Decimal.ROUND_DOWN)).toBe('99.8948');
    expect(isProven(sample, more('0.999'))).toBe(false);
    expect(isRefuted(sample, more('0.999'))).toBe(false);
    expect(rowsNeeded(sample, more('0.999')).clean).toBe(511);
  });
});

test('a rate exactly at the threshold is taken for proven in at most 5 % of all samples of 1 to 50,000 rows', () => {
  // The tail is summed here in another way than in the rule: upwards from P(0) by the recurrence.
  for (const share of ['0.999', '0.99']) {
    const q = Decimal.sub(1, share).toNumber();
    let most = -1;
    for (let n = 1; n <= 50_000; n += 1) {
      while (isProven(drawn(n, most + 1), more(share))) most += 1;
      if (most < 0 || n * q > 600) continue;
      let term = Math.exp(n * Math.log1p(-q));
      let sum = term;
      for (let i = 1; i <= most; i += 1) {
        term *= ((n - i + 1) / i) * (q / (1 - q));
        sum += term;
      }
      if (sum > 0.05) expect.fail(`n = ${n}: P(met) = ${sum}`);
    }
    expect(most).toBeGreaterThan(20);
  }
}, 30_000);

describe('with a known population', () => {
  test('looking at everything proves exactly what is there', () => {
    expect(lowerBound(drawn(1_000, 1, 1_000))?.toFixed()).toBe('0.999');
    expect(isProven(drawn(1_000, 1, 1_000), atLeast('0.999'))).toBe(true);
    expect(isProven(drawn(1_000, 1, 1_000), more('0.999'))).toBe(false);
    expect(isRefuted(drawn(1_000, 1, 1_000), more('0.999'))).toBe(true);
    expect(isProven(drawn(1_000, 0, 1_000), atLeast('1'))).toBe(true);
  });
  test('claims nothing about rows unseen that a failing one among them could hide', () => {
    // 0 failing in 95 of 100 rows: one failing row among the other five would be missed in exactly 5 % of draws.
    expect(lowerBound(drawn(95, 0, 100))?.toFixed()).toBe('0.99');
    expect(lowerBound(drawn(96, 0, 100))?.toFixed()).toBe('1');
  });
  test('is at least as sharp as without it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), fc.nat(20), fc.integer({ min: 0, max: 50_000 }), (n, f, rest) => {
        const failing = Math.min(f, n);
        const known = lowerBound(drawn(n, failing, n + rest));
        const unknown = lowerBound(drawn(n, failing));
        expect(known?.plus(1 / (n + rest)).gte(unknown ?? 2)).toBe(true);
      }),
    );
  });
});

describe('bound, proof and rows needed say the same', () => {
  const samples = fc
    .record({ rows: fc.integer({ min: 1, max: 20_000 }), part: fc.nat(60), rest: fc.option(fc.nat(100_000)) })
    .map(({ rows, part, rest }) => drawn(rows, Math.min(part, rows), rest === null ? null : rows + rest));
  const shares = fc.integer({ min: 900, max: 999 }).map((n) => `0.${n}`);
  test('proven is where the bound lies above the claim', () => {
    fc.assert(
      fc.property(samples, shares, (sample, share) => {
        expect(isProven(sample, more(share))).toBe(lowerBound(sample)?.gt(share));
      }),
    );
  });
  test('nothing is proven and refuted at once', () => {
    fc.assert(
      fc.property(samples, shares, (sample, share) => {
        expect(isProven(sample, more(share)) && isRefuted(sample, more(share))).toBe(false);
      }),
    );
  });
  test('rows needed suffice, and one fewer does not', () => {
    fc.assert(
      fc.property(samples, shares, (sample, share) => {
        const { clean, atObservedRate } = rowsNeeded(sample, more(share));
        if (clean === null) return;
        expect(isProven({ ...sample, rows: sample.rows + clean }, more(share))).toBe(true);
        if (clean > 0) expect(isProven({ ...sample, rows: sample.rows + clean - 1 }, more(share))).toBe(false);
        if (atObservedRate !== null) expect(atObservedRate).toBeGreaterThanOrEqual(clean);
      }),
    );
  });
  test('at the observed rate', () => {
    expect(rowsNeeded(drawn(10_000, 5), more('0.999'))).toEqual({ clean: 511, atObservedRate: 1_840 });
    expect(rowsNeeded(drawn(10_000, 11), more('0.999')).atObservedRate).toBeNull();
    expect(rowsNeeded(drawn(100, 0, 500), more('0.999'))).toEqual({ clean: 376, atObservedRate: 376 });
  });
});

test('without rows there is neither proof nor bound', () => {
  expect(isProven(drawn(0), more('0'))).toBe(false);
  expect(isRefuted(drawn(0), more('0.999'))).toBe(false);
  expect(lowerBound(drawn(0))).toBeNull();
});
