import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestGapMs } from '../check/schedule.ts';
import { type Schedule, scheduledWeekdays } from '../check/schema.ts';
import { dueTimeMs } from '../freshness/due-time.ts';
import { DAY_MS, HOUR_MS } from '../time/units.ts';
import { scheduleDirection } from './schedule.ts';

const every = (hours: number, graceHours = 0): Schedule => ({
  everyMs: hours * HOUR_MS,
  graceMs: graceHours * HOUR_MS,
});
const at = (times: string, graceHours = 0): Schedule => ({ at: times, graceMs: graceHours * HOUR_MS });

test.each<[string, Schedule, Schedule]>([
  ['another weekday', at('weekly monday 05:25'), at('weekly sunday 05:08')],
  ['the same hour of another weekday', at('weekly monday 05:25'), at('weekly sunday 05:25')],
  ['an earlier hour of the day', at('daily 05:25'), at('daily 05:08')],
  ['a later hour of the day', at('daily 05:25'), at('daily 05:26')],
  ['one day of the week', at('daily 05:25'), at('weekly monday 05:25')],
  ['every day, at another hour', at('weekly monday 05:25'), at('daily 05:08')],
  ['as often, at no hour', at('daily 05:25'), every(24)],
  ['as often, on no day', at('weekly monday 05:25'), every(168)],
  ['an interval that is longer than the time at least', at('daily 05:25', 1), every(2, 1)],
  ['a day, which may have 26 hours', every(24), at('daily 05:25')],
  ['a day, and what was read a little before its hour', every(25, 2), at('daily 05:25', 1)],
  ['a later time, with less grace', every(24, 2), every(26, 1)],
  ['more grace of the same whole: a time that was announced is late later', every(2, 1), every(1, 2)],
  ['more grace at the same time', at('daily 05:25'), at('daily 05:25', 1)],
])('loosens: %s', (_, was, is) => {
  expect(scheduleDirection(was, is)).toBe('loosens');
});

test.each<[string, Schedule, Schedule]>([
  ['every day instead of one', at('weekly monday 05:25', 1), at('daily 05:25', 1)],
  ['every day, midnight unsaid before', at('weekly Monday'), at('daily 00:00')],
  ['less grace', at('daily 05:25', 1), at('daily 05:25')],
  ['an interval within the time at least', at('daily 05:25', 2), every(2, 1)],
  ['a day within a longer interval', every(48), at('daily 05:25')],
  ['a week within a longer interval', every(200, 1), at('weekly monday 05:25', 1)],
  ['more often', every(24, 1), every(12, 1)],
])('tightens: %s', (_, was, is) => {
  expect(scheduleDirection(was, is)).toBe('tightens');
});

test('neither: the same times otherwise said', () => {
  expect(scheduleDirection(at('weekly monday'), at('weekly Monday 00:00'))).toBe('changes');
  expect(scheduleDirection(every(1, 2), every(2, 1))).toBe('changes');
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Havana',
  'Antarctica/Troll',
  'Pacific/Chatham',
];
/** Few of each, so that two often have something to do with one another: one is seldom within the other by chance. */
const graces = fc.constantFrom(0, 10, 60, 24 * 60, 200 * 60).map((minutes) => minutes * 60_000);
const schedules = fc.oneof(
  fc.record({
    everyMs: fc.constantFrom(1, 2, 24, 25, 26, 27, 48, 168, 170, 200, 400).map((hours) => hours * HOUR_MS),
    graceMs: graces,
  }),
  fc.record({
    at: fc
      .tuple(
        fc.constantFrom('daily', ...scheduledWeekdays.slice(5).map((day) => `weekly ${day}`)),
        fc.constantFrom('00:00', '02:30', '03:00'),
      )
      .map((words) => words.join(' ')),
    graceMs: graces,
  }),
);
const START = Date.UTC(2026, 0);
const moments = fc.integer({ min: START, max: START + 366 * DAY_MS });
/** Where clocks change and calendars begin again a minute decides. */
const near = fc
  .tuple(
    fc.constantFrom(Date.UTC(2026, 2, 8), Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2026, 10, 1)),
    fc.integer({ min: -8 * 24 * 60, max: 24 * 60 }),
  )
  .map(([day, minutes]) => day + minutes * 60_000);
const announced = fc.option(fc.integer({ min: 0, max: 10 * DAY_MS }), { nil: undefined });

test('what is not said to loosen lets no result stand for longer, whenever it was read, wherever', () => {
  const judged = { loosens: 0, tightens: 0, changes: 0 };
  let later = 0;
  fc.assert(
    fc.property(
      schedules,
      schedules,
      fc.constantFrom(...zones),
      fc.array(fc.tuple(fc.oneof(moments, near), announced), { minLength: 20, maxLength: 20 }),
      (was, is, timeZone, read) => {
        const direction = scheduleDirection(was, is);
        judged[direction] += 1;
        const isLater = read.some(([asOfMs, after]) => {
          const nextDueAt = after === undefined ? undefined : new Date(asOfMs + after).toISOString();
          const due = (schedule: Schedule) =>
            dueTimeMs({ asOfMs, receivedAtMs: asOfMs + DAY_MS, schedule, timeZone, nextDueAt });
          return due(is) > due(was);
        });
        // What telemetry and days before the first result go by.
        const isLonger = longestGapMs(is) + is.graceMs > longestGapMs(was) + was.graceMs;
        if (direction === 'loosens') later += Number(isLater);
        else expect([isLater, isLonger], JSON.stringify([was, is, timeZone])).toEqual([false, false]);
      },
    ),
    { numRuns: 1_500 },
  );
  expect(judged.tightens).toBeGreaterThan(100);
  // The rule is not idle: most of what it calls loosening lets one of twenty results stand for longer.
  expect(later / judged.loosens).toBeGreaterThan(0.6);
});
