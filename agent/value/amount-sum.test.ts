import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AmountSum } from './amount-sum.ts';

const sumOf = (amounts: readonly (string | undefined)[]) => {
  const sum = new AmountSum();
  for (const amount of amounts) sum.add(amount);
  return sum.text();
};

test('is exact, whatever the scales and signs', () => {
  const Exact = Decimal.clone({ precision: 200, toExpPos: 200, toExpNeg: -200 });
  const amount = fc
    .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat({ max: 12 }))
    .map(([digits, scale]) => new Exact(`${digits}e-${scale}`).toFixed(scale));
  fc.assert(
    fc.property(fc.array(amount), (amounts) => {
      const expected = amounts.reduce((sum, one) => sum.plus(new Exact(one).abs()), new Exact(0));
      expect(sumOf(amounts)).toBe(expected.toFixed());
    }),
  );
});

test('is none as soon as one value is no amount, or it is longer than Parallax takes', () => {
  expect(sumOf([])).toBe('0');
  for (const none of ['NaN', 'Infinity', '', '1e5', 'ten', undefined]) expect(sumOf(['1', none, '2'])).toBeUndefined();
  expect(sumOf(['9'.repeat(40)])).toBe('9'.repeat(40));
  expect(sumOf(['9'.repeat(40), '1'])).toBeUndefined();
});
