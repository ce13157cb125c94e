import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counted, listed } from './count.ts';
import { percentText, pointsText, ratioText } from './ratio.ts';

const d = (text: string) => new Decimal(text);

describe('ratios', () => {
  test.each([
    ['0.9987', '0.999', '99.87 %'],
    ['0.99871428', '0.999', '99.87 %'],
    ['0.9995', '0.999', '99.95 %'],
    ['0.9990000001', '0.999', '99.90000001 %'],
    ['0.9989999999', '0.999', '99.89 %'],
    ['0.999', '0.999', '99.9 %'],
    ['0.99999999', '0.999', '99.999999 %'],
    ['1', '0.999', '100 %'],
    ['0', '0.999', '0 %'],
    ['0.3333333333', '0.999', '33 %'],
  ])('a match rate of %s against %s reads %s', (value, threshold, text) => {
    expect(ratioText(d(value), { failing: 'down', threshold: d(threshold) })).toBe(text);
  });
  test.each([
    ['0.000031', '0.0001', '0.0031 %'],
    ['0.00003134', '0.0001', '0.0032 %'],
    ['0.00009999', '0.0001', '0.009999 %'],
    ['0.0001', '0.0001', '0.01 %'],
    ['0.00010001', '0.0001', '0.011 %'],
    ['0', '0.0001', '0 %'],
    ['0.0000000001', '0.0001', '0.00000001 %'],
    ['1', '0.0001', '100 %'],
    ['2.5', '0.0001', '250 %'],
  ])('a variance of %s against %s reads %s', (value, threshold, text) => {
    expect(ratioText(d(value), { failing: 'up', threshold: d(threshold) })).toBe(text);
  });
  test('the bound of 5 in 10,000', () => {
    expect(ratioText(d('0.998948986281'), { failing: 'down', threshold: d('0.999'), significant: 4 })).toBe(
      '99.8948 %',
    );
  });
  test('are never read as better than they are, and on the same side of the threshold', () => {
    const ratios = fc.integer({ min: 0, max: 1_000_000_000 }).map((n) => new Decimal(n).div(1_000_000_000));
    fc.assert(
      fc.property(ratios, ratios, fc.constantFrom('down' as const, 'up' as const), (value, threshold, failing) => {
        const shown = new Decimal(ratioText(value, { failing, threshold }).replace(' %', '')).div(100);
        expect(shown.cmp(threshold)).toBe(value.cmp(threshold));
        expect(failing === 'down' ? shown.lte(value) : shown.gte(value)).toBe(true);
        if (failing === 'down') expect(shown.eq(1)).toBe(value.eq(1));
        else expect(shown.eq(0)).toBe(value.eq(0));
      }),
    );
  });
  test('thresholds and gaps', () => {
    expect(percentText(d('0.999'))).toBe('99.9 %');
    expect(percentText(d('0.0001'))).toBe('0.01 %');
    expect(pointsText(d('0.9987'), d('0.999'))).toBe('0.03 points');
    expect(pointsText(d('0.99871'), d('0.999'))).toBe('0.029 points');
    expect(pointsText(d('0.5'), d('0.999'))).toBe('50 points');
  });
});

test('counts and lists', () => {
  expect(counted(1, 'row')).toBe('1 row');
  expect(counted(12_310, 'row')).toBe('12,310 rows');
  expect(counted(2, 'discrepancy', 'discrepancies')).toBe('2 discrepancies');
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b'])).toBe('a and b');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b and 3 more');
  expect(listed([])).toBe('');
});
