import type { ForecastDates } from '#core/forecast/schema.ts';
import { formatDay, formatDays } from '#lib/format/instant.ts';

/** The days between which half and four fifths of the simulated runs are through, or why there are none. */
export function forecastTitle({ state, p50, p80 }: Pick<ForecastDates, 'state' | 'p50' | 'p80'>): string {
  if (state === 'not_enough_data') return 'No date yet';
  if (p50 === null) return 'Not within a year';
  if (p80 === null) return `${formatDay(p50)}, or much later`;
  return formatDays(p50, p80);
}

/** "Not enough data (4 of 7 days)." */
export function missingText(missing: string | null): string {
  return missing === null ? '' : `${missing.slice(0, 1).toUpperCase()}${missing.slice(1)}.`;
}
