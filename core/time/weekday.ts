import { DAY_MS } from './units.ts';

const A_MONDAY_MS = Date.UTC(1970, 0, 5);

/** Of a day `yyyy-mm-dd`: 0 is Monday, 6 Sunday, as ISO 8601 orders them. */
export function weekdayOf(day: string): number {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - A_MONDAY_MS) / DAY_MS);
  return ((days % 7) + 7) % 7;
}
