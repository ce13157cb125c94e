import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, cutOffMs, dayOf, daysBetween, startOfDayMs } from './day.ts';

const HOUR = 3_600_000;

test.each([
  ['2026-11-20T22:59:59.999Z', 'Europe/Berlin', '2026-11-20'],
  ['2026-11-20T23:00:00Z', 'Europe/Berlin', '2026-11-21'],
  ['2026-11-21T04:59:59Z', 'America/New_York', '2026-11-20'],
  ['2026-11-20T23:00:00Z', 'UTC', '2026-11-20'],
  ['2026-11-20T10:30:00Z', 'Pacific/Auckland', '2026-11-20'],
  ['2026-11-20T11:00:00Z', 'Pacific/Auckland', '2026-11-21'],
  ['2026-12-31T18:30:00Z', 'Asia/Kolkata', '2027-01-01'],
])('%s in %s is %s', (instant, zone, day) => {
  expect(dayOf(Date.parse(instant), zone)).toBe(day);
});

describe('daylight-saving days are days', () => {
  test.each([
    ['2026-03-29', 'Europe/Berlin', 23],
    ['2026-10-25', 'Europe/Berlin', 25],
    ['2026-03-08', 'America/New_York', 23],
    ['2026-11-01', 'America/New_York', 25],
    ['2026-11-21', 'America/New_York', 24],
  ])('%s in %s has %d hours', (day, zone, hours) => {
    expect(cutOffMs(day, zone) - startOfDayMs(day, zone)).toBe(hours * HOUR);
  });
  test('a day whose midnight does not exist starts after the jump', () => {
    // Cuba jumps from 00:00 to 01:00.
    expect(new Date(startOfDayMs('2026-03-08', 'America/Havana')).toISOString()).toBe('2026-03-08T05:00:00.000Z');
  });
});

test('months and years roll over', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  expect(daysBetween('2026-10-24', '2026-10-27')).toBe(3);
});

test('every instant lies within its own day', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/Havana', 'Asia/Kolkata', 'Australia/Lord_Howe'];
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
      fc.constantFrom(...zones),
      (ms, zone) => {
        const day = dayOf(ms, zone);
        expect(startOfDayMs(day, zone)).toBeLessThanOrEqual(ms);
        expect(cutOffMs(day, zone)).toBeGreaterThan(ms);
      },
    ),
  );
});
