import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { Exact } from './exact.ts';
import { sumDecimals } from './sum-decimals.ts';

test.each([
  [[], '0'],
  [['0.30', '-0.1'], '0.2'],
  [['-0.5', '0.50'], '0'],
  [['-0.004', '-0.996'], '-1'],
  [['10', '5'], '15'],
  [['0.1', '0.2'], '0.3'],
])('%j is %s', (decimals, sum) => {
  expect(sumDecimals(decimals)).toBe(sum);
});

it('is what exact decimals add up to', () => {
  const digits = (min: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: 40 });
  const decimal = fc
    .tuple(fc.boolean(), digits(1), digits(0))
    .map(([minus, whole, fraction]) => `${minus ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`);
  fc.assert(
    fc.property(fc.array(decimal, { maxLength: 30 }), (decimals) => {
      const expected = decimals.reduce((sum, one) => sum.plus(one), new Exact(0));
      // Minus zero is zero.
      expect(sumDecimals(decimals)).toBe(expected.isZero() ? '0' : expected.toFixed());
    }),
  );
});
