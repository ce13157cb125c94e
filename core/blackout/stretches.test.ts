import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { localInstants } from '../time/local-instants.ts';
import { scheduleConflict } from './schedule-conflict.ts';
import { type BlackoutWindow, blackoutWindowSchema, weekdays } from './schema.ts';
import { stretchAt, stretchesOf } from './stretches.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const weekly = (days: string[], from: string, to: string, name = 'batch') =>
  blackoutWindowSchema.parse({ kind: 'weekly', name, weekdays: days, from, to });
const once = (from: string, to: string, name = 'close') => blackoutWindowSchema.parse({ kind: 'once', name, from, to });
const shown = (windows: BlackoutWindow[], zone: string, from: string, to: string) =>
  stretchesOf(windows, zone, Date.parse(from), Date.parse(to)).map((one) => [
    new Date(one.fromMs).toISOString(),
    new Date(one.toMs).toISOString(),
    one.name,
  ]);

describe('windows of the week', () => {
  it('begin and end by the clock of the zone', () => {
    expect(
      shown(
        [weekly(['mon', 'fri'], '08:00', '18:30')],
        'Europe/Berlin',
        '2026-11-23T00:00:00Z',
        '2026-11-30T00:00:00Z',
      ),
    ).toEqual([
      ['2026-11-23T07:00:00.000Z', '2026-11-23T17:30:00.000Z', 'batch'],
      ['2026-11-27T07:00:00.000Z', '2026-11-27T17:30:00.000Z', 'batch'],
    ]);
  });

  it('cross midnight, and are still on the day after', () => {
    const night = weekly(['sat'], '22:00', '06:00');
    const at = (time: string) => stretchAt([night], 'Europe/Berlin', Date.parse(time), 14 * DAY)?.name;
    expect(at('2026-11-28T20:59:59.999Z')).toBeUndefined();
    expect(at('2026-11-28T21:00:00Z')).toBe('batch');
    expect(at('2026-11-29T04:59:59.999Z')).toBe('batch');
    expect(at('2026-11-29T05:00:00Z')).toBeUndefined();
    expect(at('2026-11-29T21:00:00Z')).toBeUndefined();
  });

  it('last a whole day from a time to the same time, and are one where they touch', () => {
    expect(
      shown([weekly(['sat', 'sun'], '00:00', '00:00')], 'UTC', '2026-11-27T00:00:00Z', '2026-12-01T00:00:00Z'),
    ).toEqual([['2026-11-28T00:00:00.000Z', '2026-11-30T00:00:00.000Z', 'batch']]);
  });

  test.each([
    // Clocks are put forward from 02:00 to 03:00 and back from 03:00 to 02:00.
    ['a night with 23 hours', 'Europe/Berlin', '2026-03-28', '22:00', '06:00', 7],
    ['a night with 25 hours', 'Europe/Berlin', '2026-10-24', '22:00', '06:00', 9],
    ['a beginning that does not exist', 'Europe/Berlin', '2026-03-29', '02:30', '04:00', 1],
    ['an end that does not exist', 'Europe/Berlin', '2026-03-29', '01:00', '02:30', 1],
    ['nothing but what does not exist', 'Europe/Berlin', '2026-03-29', '02:15', '02:45', 0],
    ['a beginning that occurs twice: the earlier', 'Europe/Berlin', '2026-10-25', '02:30', '04:00', 2.5],
    ['an end that occurs twice: the later', 'Europe/Berlin', '2026-10-25', '01:00', '02:30', 2.5],
    ['half an hour of Lord Howe', 'Australia/Lord_Howe', '2026-04-05', '00:00', '06:00', 6.5],
    ['midnight that Havana jumps over', 'America/Havana', '2026-03-08', '00:00', '02:00', 1],
  ])('%s (%s, %s)', (_, zone, day, from, to, hours) => {
    const middle = Date.parse(`${day}T12:00:00Z`);
    const found = stretchesOf([weekly([...weekdays], from, to)], zone, middle - 2 * DAY, middle + 2 * DAY).filter(
      (one) => one.fromMs === localInstants(day, Number(from.slice(0, 2)) * 60 + Number(from.slice(3)), zone).first,
    );
    expect(found.map((one) => (one.toMs - one.fromMs) / HOUR)).toEqual(hours === 0 ? [] : [hours]);
  });
});

it('windows of one time are from one moment to another, and overlap with others into one', () => {
  const windows = [once('2026-12-31T20:00:00+01:00', '2027-01-01T12:00:00Z'), weekly(['fri'], '12:00', '13:00')];
  expect(shown(windows, 'UTC', '2026-12-31T00:00:00Z', '2027-01-02T00:00:00Z')).toEqual([
    ['2026-12-31T19:00:00.000Z', '2027-01-01T13:00:00.000Z', 'close'],
  ]);
});

test.each([
  [{ kind: 'weekly', name: 'x', weekdays: [], from: '22:00', to: '06:00' }, 'must name at least one day'],
  [{ kind: 'weekly', name: 'x', weekdays: ['mon'], from: '24:00', to: '06:00' }, 'must be a time of day'],
  [{ kind: 'weekly', name: 'x', weekdays: ['mon', 'mon'], from: '22:00', to: '06:00' }, 'names a day twice'],
  [{ kind: 'once', name: 'x', from: '2026-11-28T10:00:00Z', to: '2026-11-28T10:00:00Z' }, 'must be after'],
  [{ kind: 'once', name: 'x', from: '2026-11-28', to: '2026-11-29T10:00:00Z' }, 'RFC 3339'],
])('refuses %j', (window, reason) => {
  expect(blackoutWindowSchema.safeParse(window).error?.message).toContain(reason);
});

const windowArbitrary = fc
  .record({
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
    from: fc.integer({ min: 0, max: 1_439 }),
    to: fc.integer({ min: 0, max: 1_439 }),
  })
  .map(({ days, from, to }) => weekly(days, clockOf(from), clockOf(to)));
const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/Havana', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const instants = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) });

describe('whatever the windows', () => {
  it('a moment is in a stretch exactly when its local clock is in a window, away from changes of the clock', () => {
    fc.assert(
      fc.property(
        fc.array(windowArbitrary, { maxLength: 3 }),
        fc.constantFrom(...zones),
        instants,
        (windows, zone, ms) => {
          const near = [-26, -2, 0, 2, 26].map((hours) => offsetOf(ms + hours * HOUR, zone));
          fc.pre(near.every((offset) => offset === near[0]));
          const inside = windows.some((window) => window.kind === 'weekly' && localContains(window, zone, ms));
          expect(stretchAt(windows, zone, ms, DAY) !== undefined).toBe(inside);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('stretches are in order, apart, and the same wherever the look begins', () => {
    fc.assert(
      fc.property(
        fc.array(windowArbitrary, { maxLength: 4 }),
        fc.constantFrom(...zones),
        instants,
        (windows, zone, ms) => {
          const all = stretchesOf(windows, zone, ms, ms + 10 * DAY);
          for (const [i, one] of all.entries()) {
            expect(one.toMs).toBeGreaterThan(one.fromMs);
            const before = all[i - 1];
            if (before) expect(one.fromMs).toBeGreaterThan(before.toMs);
          }
          const inner = all.filter((one) => one.fromMs >= ms + 3 * DAY && one.toMs < ms + 8 * DAY);
          const again = stretchesOf(windows, zone, ms + 3 * DAY, ms + 9 * DAY);
          for (const one of inner) expect(again).toContainEqual(one);
        },
      ),
    );
  });
});

/** The definition, read off the local clock. */
function localContains(window: Extract<BlackoutWindow, { kind: 'weekly' }>, zone: string, ms: number): boolean {
  const local = new Date(ms + offsetOf(ms, zone));
  const today = weekdays[(local.getUTCDay() + 6) % 7] ?? 'mon';
  const yesterday = weekdays[(local.getUTCDay() + 5) % 7] ?? 'mon';
  const clock = local.toISOString().slice(11, 23);
  const overnight = window.to <= window.from;
  if (!overnight) return window.weekdays.includes(today) && clock >= window.from && clock < window.to;
  return (
    (window.weekdays.includes(today) && clock >= window.from) ||
    (window.weekdays.includes(yesterday) && clock < window.to)
  );
}

function offsetOf(ms: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
    ms,
  );
  return Date.parse(`${parts.replace(' ', 'T')}Z`) - Math.floor(ms / 1_000) * 1_000;
}

test.each([
  [{ everyMs: HOUR, graceMs: HOUR / 2 }, 0.5, null],
  [{ everyMs: HOUR, graceMs: HOUR / 2 }, 1, 'possible'],
  [{ everyMs: HOUR, graceMs: HOUR / 2 }, 1.5, 'possible'],
  [{ everyMs: HOUR, graceMs: HOUR / 2 }, 1.6, 'always'],
  [{ everyMs: DAY, graceMs: DAY / 2 }, 8, null],
])('a check due %j and a stretch of %d h: %s', (schedule, hours, severity) => {
  const found = scheduleConflict(schedule, [{ name: 'n', fromMs: 0, toMs: hours * HOUR }]);
  expect(found?.severity ?? null).toBe(severity);
});
