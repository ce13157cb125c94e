import type { Calibration, PastForecast } from './schema.ts';

/**
 * How many forecasts were kept, of those of which that is known: the day came, or it has passed what was said without coming. "Not within a
 * year" names no date, so there is nothing to keep: whoever never commits to a day is never right.
 */
export function calibrationOf(past: readonly PastForecast[], today: string): Calibration {
  const judge = (at: 'p50' | 'p80' | 'p95') => {
    const known = past.flatMap(({ happenedOn, [at]: date }) =>
      date !== null && (happenedOn !== null || date < today) ? [{ happenedOn, date }] : [],
    );
    const kept = known.filter(({ happenedOn, date }) => happenedOn !== null && happenedOn <= date);
    return { kept: kept.length, known: known.length };
  };
  return { p50: judge('p50'), p80: judge('p80'), p95: judge('p95') };
}
