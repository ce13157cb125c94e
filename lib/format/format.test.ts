import { describe, expect, test } from 'vitest';
import { timesText } from '#core/check/schedule.ts';
import { formatBytes } from './bytes.ts';
import { formatCount, formatCounted } from './count.ts';
import { formatDuration } from './duration.ts';
import { formatClock, formatDay, formatInstant } from './instant.ts';
import { keepTogether } from './keep-together.ts';
import { formatMoney } from './money.ts';
import { parseDuration } from './parse-duration.ts';
import { parseTimes } from './parse-times.ts';
import { formatAge, formatRelative } from './relative.ts';
import { formatShare } from './share.ts';

test('counts are grouped and agree with their noun', () => {
  expect(formatCount(12310)).toBe('12,310');
  expect(formatCounted(1, 'row')).toBe('1 row');
  expect(formatCounted(1204, 'row')).toBe('1,204 rows');
  expect(formatCounted(2, 'discrepancy', 'discrepancies')).toBe('2 discrepancies');
});

describe('money', () => {
  test.each([
    ['1204.17', 'EUR', '€1,204.17'],
    ['-1204.1', 'EUR', '-€1,204.10'],
    ['5', 'JPY', 'JP¥5'],
    ['0.0049', 'EUR', '€0.0049'],
    ['90071992547409931234.56', 'EUR', '€90,071,992,547,409,931,234.56'],
  ])('%s %s is %s', (amount, currency, text) => {
    expect(formatMoney(amount, currency)).toBe(text);
  });
  test('a sign is written where it was asked for, never on zero', () => {
    expect(formatMoney('2', 'EUR', { signed: true })).toBe('+€2.00');
    expect(formatMoney('-2', 'EUR', { signed: true })).toBe('-€2.00');
    expect(formatMoney('0.00', 'EUR', { signed: true })).toBe('€0.00');
  });
});

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [86_399_999, '23 h'],
  [86_400_000, '1 day'],
  [5 * 86_400_000 + 1, '5 days'],
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('a schedule is never rounded', () => {
  expect(timesText({ everyMs: 90 * 60_000, graceMs: 0 })).toBe('every 90 min');
  expect(timesText({ everyMs: 86_400_000, graceMs: 0 })).toBe('every 1 day');
  expect(timesText({ everyMs: 1_500, graceMs: 0 })).toBe('every 1500 ms');
  expect(timesText({ at: 'daily 02:30', graceMs: 0 })).toBe('daily 02:30');
});

test.each([
  ['15 min', 900_000],
  ['15m', 900_000],
  ['1.5 h', 5_400_000],
  ['2 days', 172_800_000],
  ['90 s', 90_000],
  ['soon', null],
  ['-3 h', null],
  ['3', null],
  ['', null],
])('"%s" is read as %s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

describe('time', () => {
  const at = '2026-11-21T13:02:33Z';
  test('is exact in each zone', () => {
    expect(formatInstant(at, 'Europe/Berlin')).toBe('21 Nov 2026, 14:02:33 CET');
    expect(formatInstant(at, 'UTC')).toBe('21 Nov 2026, 13:02:33 UTC');
    expect(formatClock(at, 'UTC')).toBe('13:02 UTC');
  });
  test('is relative to now, and knows the future', () => {
    const now = Date.parse(at);
    expect(formatRelative(at, now + 2_000)).toBe('just now');
    expect(formatRelative(at, now + 240_000)).toBe('4 min ago');
    expect(formatRelative(at, now - 3 * 3_600_000)).toBe('in 3 h');
    expect(formatAge(at, now - 1_000)).toBe('0 s');
  });
  test('a calendar day never slips into its neighbour', () => {
    expect(formatDay('2026-11-01')).toBe('1 Nov');
    expect(formatDay('2026-11-21', 'long')).toMatch(/^Saturday,? 21 November 2026$/);
  });
});

test.each([
  [0, 10, '0 %'],
  [10, 10, '100 %'],
  [9_999_999, 10_000_000, '99.99 %'],
  [1, 1_000_000, '< 0.01 %'],
  [13, 10_000, '0.13 %'],
  [1, 3, '33 %'],
  [1, 0, null],
])('%d of %d is %s', (part, whole, text) => {
  expect(formatShare(part, whole)).toBe(text);
});

test('a number keeps its unit', () => {
  expect(keepTogether('1.1 points above 0.01 %')).toBe('1.1\u00a0points above 0.01\u00a0%');
  expect(keepTogether('must be 0')).toBe('must be 0');
});

test('bytes', () => {
  expect(formatBytes(512)).toBe('512 B');
  expect(formatBytes(1_536)).toBe('1.5 KiB');
  expect(formatBytes(8 * 1024 * 1024)).toBe('8.0 MiB');
});

test.each([
  ['15 min', { everyMs: 900_000 }],
  ['every 1 day', { everyMs: 86_400_000 }],
  ['daily 02:30', { at: 'daily 02:30' }],
  [' Weekly  Sunday 02:30 ', { at: 'weekly sunday 02:30' }],
  ['weekly Sunday', { at: 'weekly sunday' }],
  ['daily', null],
  ['daily 25:00', null],
  ['weekly', null],
  ['monthly 1', null],
  ['', null],
])('%j as a schedule', (text, expected) => {
  expect(parseTimes(text)).toEqual(expected);
});
