import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dueTimeMs } from '../freshness/due-time.ts';
import { HOUR_MS } from '../time/units.ts';
import { wallClockOf } from '../time/wall-clock.ts';
import { longestGapMs, nextTimeMs, timesText } from './schedule.ts';
import { scheduledWeekdays, scheduleSchema } from './schema.ts';

const ms = (text: string) => Date.parse(text);
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Havana',
  'Antarctica/Troll',
];
const two = (n: number) => String(n).padStart(2, '0');
const calendars = fc
  .tuple(fc.constantFrom('daily', ...scheduledWeekdays.map((name) => `weekly ${name}`)), fc.nat(23), fc.nat(59))
  .map(([day, hours, minutes]) => ({ at: `${day} ${two(hours)}:${two(minutes)}`, graceMs: HOUR_MS }));
const moments = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2032, 0) });

describe('a time of the calendar', () => {
  test.each([
    ['daily 02:30', '2026-11-20T12:00:00Z', 'Europe/Berlin', '2026-11-21T01:30:00Z'],
    ['daily 02:30', '2026-11-21T01:29:59Z', 'Europe/Berlin', '2026-11-21T01:30:00Z'],
    ['daily 02:30', '2026-11-21T01:30:00Z', 'Europe/Berlin', '2026-11-22T01:30:00Z'],
    // Clocks jump from 02:00 to 03:00, and there is no 02:30.
    ['daily 02:30', '2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['daily 02:30', '2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-30T00:30:00Z'],
    // Clocks are put back from 03:00 to 02:00, and there are two: the first.
    ['daily 02:30', '2026-10-24T12:00:00Z', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['daily 02:30', '2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-26T01:30:00Z'],
    ['weekly sunday 02:30', '2026-11-20T12:00:00Z', 'UTC', '2026-11-22T02:30:00Z'],
    ['weekly Sunday', '2026-11-22T00:00:00Z', 'America/New_York', '2026-11-22T05:00:00Z'],
    ['weekly monday', '2026-11-22T20:00:00Z', 'Asia/Kolkata', '2026-11-29T18:30:00Z'],
  ])('%s after %s in %s is %s', (at, after, zone, expected) => {
    const schedule = scheduleSchema.parse({ at, graceMs: 0 });
    expect(nextTimeMs(schedule, ms(after), zone)).toBe(ms(expected));
  });

  it('comes once a day or week by the local clock, and never later than the longest gap', () => {
    fc.assert(
      fc.property(calendars, moments, fc.constantFrom(...zones), (schedule, after, zone) => {
        const next = nextTimeMs(schedule, after, zone);
        const second = nextTimeMs(schedule, next, zone);
        expect(next).toBeGreaterThan(after);
        expect(second - next).toBeLessThanOrEqual(longestGapMs(schedule));
        const days = schedule.at.startsWith('daily') ? 1 : 7;
        const dates = [next, second].map((at) =>
          Date.parse(wallClockOf(new Date(at).toISOString(), zone).slice(0, 10)),
        );
        expect((dates[1] ?? 0) - (dates[0] ?? 0)).toBe(days * 24 * HOUR_MS);
      }),
    );
  });

  it('is late by the grace, and answered by a result from a little before it', () => {
    const schedule = { at: 'daily 02:30', graceMs: HOUR_MS };
    const due = (asOf: string) =>
      dueTimeMs({
        asOfMs: ms(asOf),
        receivedAtMs: ms('2026-11-25T00:00:00Z'),
        schedule,
        timeZone: 'UTC',
        nextDueAt: undefined,
      });
    expect(due('2026-11-20T02:29:58Z')).toBe(ms('2026-11-21T03:30:00Z'));
    expect(due('2026-11-20T02:30:05Z')).toBe(ms('2026-11-21T03:30:00Z'));
    expect(due('2026-11-20T20:00:00Z')).toBe(ms('2026-11-21T03:30:00Z'));
    expect(due('2026-11-20T01:00:00Z')).toBe(ms('2026-11-20T03:30:00Z'));
  });
});

test.each([
  [{ graceMs: 0 }],
  [{ at: 'daily', graceMs: 0 }],
  [{ at: 'daily 24:00', graceMs: 0 }],
  [{ at: 'weekly 02:30', graceMs: 0 }],
  [{ at: 'weekly someday 02:30', graceMs: 0 }],
  [{ at: 'daily 02:30', everyMs: 60_000, graceMs: 0 }],
  [{ at: 'daily 02:30' }],
])('%j is no schedule', (schedule) => {
  expect(scheduleSchema.safeParse(schedule).success).toBe(false);
});

test('in words', () => {
  expect(timesText({ everyMs: 5_400_000, graceMs: 0 })).toBe('every 90 min');
  expect(timesText({ at: 'weekly sunday 02:30', graceMs: 0 })).toBe('weekly sunday 02:30');
});
