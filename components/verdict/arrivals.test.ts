import { expect, test } from 'vitest';
import { arrivalsFinding } from './arrivals.ts';

const day = (arrived: number, closed: number, i: number) => ({ date: `2026-11-0${i + 1}`, arrived, closed });
const finding = (open: number, ...days: [number, number][]) =>
  arrivalsFinding({ open, openCritical: 0, suspected: 0, days: days.map(([a, c], i) => day(a, c, i)) });

test('the title says what the lines show', () => {
  expect(finding(0)).toBe('No discrepancy is open');
  expect(finding(3, [0, 0])).toBe('Nothing arrived and nothing was closed');
  expect(finding(1, [2, 1], [0, 4])).toBe('Discrepancies are closing faster than they arrive');
  expect(finding(1, [2, 1])).toBe('Discrepancies arrive faster than they are closed');
  expect(finding(1, [9, 0], ...Array.from({ length: 7 }, (): [number, number] => [0, 1]))).toBe(
    'Discrepancies are closing faster than they arrive',
  );
  expect(finding(1, [2, 0], [0, 2])).toBe('As many discrepancies are closed as arrive');
});
