import { TZDate } from '@date-fns/tz';
import { DAY_MS } from './units.ts';

/** The calendar day, `yyyy-mm-dd`, on which an instant falls in a zone. */
export function dayOf(ms: number, timeZone: string): string {
  const local = new TZDate(ms, timeZone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(local.getFullYear()).padStart(4, '0')}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

/** First moment of a day in a zone. Midnight, or the first time after it where clocks jump over midnight. */
export function startOfDayMs(day: string, timeZone: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new TZDate(year, month - 1, date, 0, 0, 0, timeZone).getTime();
}

/** When a day is judged: its end, which is the start of the next, 23 to 25 hours after its own. */
export function cutOffMs(day: string, timeZone: string): number {
  return startOfDayMs(addDays(day, 1), timeZone);
}

/** Calendar arithmetic: no zone, no daylight saving. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
