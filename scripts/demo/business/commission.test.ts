import Decimal from 'decimal.js';
import { expect, test } from 'vitest';
import { commissionHalfEven, commissionHalfUp } from './commission.ts';
import { amountText, centsOf, instantOf, legacyTime } from './legacy-value.ts';

test('both rounding rules agree with decimal arithmetic on every base up to 100.00', () => {
  let differing = 0;
  for (const percent of [200, 250, 375, 500, 2_250, 2_750, 3_500]) {
    for (let cents = 0; cents <= 10_000; cents += 1) {
      const exact = new Decimal(cents).times(percent).div(10_000);
      const up = exact.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
      const even = exact.toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toNumber();
      if (commissionHalfUp(cents, percent) !== up || commissionHalfEven(cents, percent) !== even) {
        expect.fail(`${percent} hundredths of a percent of ${cents} cents`);
      }
      if (up !== even) differing += 1;
    }
  }
  expect(differing).toBeGreaterThan(100);
});

test.each([
  ['0.07', 7],
  ['12.30', 1_230],
  ['-0.05', -5],
  ['100.00', 10_000],
])('%s is %i cents', (text, cents) => {
  expect(amountText(cents)).toBe(text);
  expect(centsOf(Number(text))).toBe(cents);
});

test('legacy times are two hours ahead of UTC', () => {
  const at = Date.parse('2026-10-31T23:30:00Z');
  expect(legacyTime(at)).toBe('2026-11-01 01:30:00');
  expect(instantOf('2026-11-01 01:30:00')).toBe(at);
});
