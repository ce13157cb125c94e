import { LOCALE } from './locale.ts';

const cache = new Map<string, Intl.DateTimeFormat>();

function formatOf(id: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = cache.get(id);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, options);
  cache.set(id, made);
  return made;
}

/** "21 Nov 2026, 14:02:33 CET": the exact instant in one zone, with the zone's name. */
export function formatInstant(iso: string, timeZone: string): string {
  return formatOf(`instant/${timeZone}`, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(iso));
}

/** "14:02 CET" */
export function formatClock(iso: string, timeZone: string): string {
  return formatOf(`clock/${timeZone}`, { timeZone, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(
    new Date(iso),
  );
}

/** A calendar day, `2026-11-21` as "21 Nov" or, `long`, "Saturday 21 November 2026". No zone is involved: it is a date. */
export function formatDay(date: string, length: 'short' | 'long' = 'short'): string {
  const options: Intl.DateTimeFormatOptions =
    length === 'short'
      ? { day: 'numeric', month: 'short' }
      : { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
  return formatOf(`day/${length}`, { timeZone: 'UTC', ...options }).format(new Date(`${date}T00:00:00Z`));
}

/** "12 – 19 Dec", "28 Nov – 3 Dec"; one day where both are the same. */
export function formatDays(from: string, to: string): string {
  const format = formatOf('day/short', { timeZone: 'UTC', day: 'numeric', month: 'short' });
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}
