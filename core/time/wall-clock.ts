import { TZDate } from '@date-fns/tz';
import { dayOf } from './day.ts';
import { localInstants } from './local-instants.ts';

/** "2026-12-31T20:00", as a field of kind `datetime-local` has it, of an instant by a zone's clock. */
export function wallClockOf(instant: string, timeZone: string): string {
  const ms = Date.parse(instant);
  const local = new TZDate(ms, timeZone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${dayOf(ms, timeZone)}T${two(local.getHours())}:${two(local.getMinutes())}`;
}

/**
 * The instant at which a zone's clock shows "2026-12-31T20:00"; where it does so twice, the one that is asked for. What is no such
 * text comes back as it is, for the schema to refuse.
 */
export function instantOfWallClock(local: string, timeZone: string, which: 'first' | 'last'): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(local);
  if (!match) return local;
  const [, day = '', hours, minutes] = match;
  return new Date(localInstants(day, Number(hours) * 60 + Number(minutes), timeZone)[which]).toISOString();
}
