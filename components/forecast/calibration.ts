import type { ForecastHistory } from '#core/forecast/schema.ts';
import { daysBetween } from '#core/time/day.ts';
import { formatCounted } from '#lib/format/count.ts';

/** What the chart of past forecasts shows, as the sentence above it. */
export function calibrationFinding(past: ForecastHistory['past'], { p80 }: ForecastHistory['calibration']): string {
  if (p80.known > 0) return `${p80.kept} of ${formatCounted(p80.known, 'forecast')} kept at 80 %`;
  const dates = past.flatMap(({ p50 }) => p50 ?? []);
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return 'No forecast to look back on yet';
  const moved = daysBetween(first, last);
  if (moved === 0) return 'The forecast stands where it stood';
  return `The forecast moved ${formatCounted(Math.abs(moved), 'day')} ${moved > 0 ? 'later' : 'earlier'}`;
}
