import { describe, expect, it, test } from 'vitest';
import { addDays, cutOffMs, dayOf, startOfDayMs } from '../time/day.ts';
import { timeZoneSchema } from './schema.ts';

describe('a time zone', () => {
  test.each([
    'UTC',
    'Etc/UTC',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'Europe/Kyiv',
    'Europe/Kiev',
    'Asia/Ho_Chi_Minh',
    'Asia/Yangon',
    'America/Nuuk',
    'America/Argentina/Buenos_Aires',
    'America/Port-au-Prince',
    'US/Pacific',
    'Etc/GMT+5',
  ])('%s is one', (zone) => {
    expect(timeZoneSchema.parse(zone)).toBe(zone);
    const day = dayOf(Date.parse('2026-07-01T12:00:00Z'), zone);
    expect(cutOffMs(day, zone)).toBe(startOfDayMs(addDays(day, 1), zone));
  });

  test.each(['Mars/Base', '+02:00', 'Europe/berlin', 'europe/berlin', '', 'Berlin', 'Factory', 'UTC;', '../etc'])(
    '%j is none',
    (zone) => {
      expect(timeZoneSchema.safeParse(zone).error?.issues[0]?.message).toMatch(/IANA/);
    },
  );

  it('is one under both of its names', () => {
    const at = Date.parse('2026-12-31T18:30:00Z');
    expect(dayOf(at, 'Asia/Kolkata')).toBe(dayOf(at, 'Asia/Calcutta'));
  });
});
