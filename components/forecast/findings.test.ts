import { expect, test } from 'vitest';
import { rateFinding, ratesByDay } from '../charts/rate.ts';
import { calibrationFinding } from './calibration.ts';

test('the title of the rate says what the line shows', () => {
  const finding = (...rates: (string | null)[]) =>
    rateFinding(
      ratesByDay(
        rates.map((value, i) => ({ at: `2026-11-0${i + 1}T10:00:00Z`, value })),
        'UTC',
      ),
    );
  expect(finding()).toBe('No discrepancy rate yet');
  expect(finding(null, null)).toBe('No discrepancy rate yet');
  expect(finding('0', null, '0')).toBe('No row differs');
  expect(finding('0.05', null, '0.02')).toBe('Discrepancy rate fell from 5.0 % to 2.0 %');
  expect(finding('0.02', '0.3')).toBe('Discrepancy rate rose from 2.0 % to 30 %');
  expect(finding('0.02')).toBe('Discrepancy rate stands at 2.0 %');
  expect(finding('0.02', null)).toBe('Discrepancy rate was 2.0 %, and is unknown today');
});

test('the title of past forecasts says how they came out, or how they moved', () => {
  const none = { kept: 0, known: 0 };
  const past = (...p50s: (string | null)[]) =>
    p50s.map((p50, i) => ({ day: `2026-11-0${i + 1}`, p50, p80: p50, p95: null, happenedOn: null }));
  const finding = (...p50s: (string | null)[]) =>
    calibrationFinding(past(...p50s), { p50: none, p80: none, p95: none });
  expect(finding(null)).toBe('No forecast to look back on yet');
  expect(finding('2026-12-01', '2026-12-01')).toBe('The forecast stands where it stood');
  expect(finding('2026-12-01', null, '2026-12-08')).toBe('The forecast moved 7 days later');
  expect(finding('2026-12-02', '2026-12-01')).toBe('The forecast moved 1 day earlier');
  expect(calibrationFinding([], { p50: none, p80: { kept: 8, known: 10 }, p95: none })).toBe(
    '8 of 10 forecasts kept at 80 %',
  );
});
