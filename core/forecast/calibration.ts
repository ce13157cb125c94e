import type { Calibration, PastForecast } from './schema.ts';

/**
 * How many forecasts were kept, of those of which that is known: the day came, or it has passed what was said without coming. "Not within a
 * year" is known only when it happened.
 */
export function calibrationOf(past: readonly PastForecast[], today: string): Calibration {
  const judge = (at: 'p50' | 'p80' | 'p95') => {
    const known = past.filter(({ p50, happenedOn, ...said }) => {
      const date = at === 'p50' ? p50 : said[at];
      return p50 !== null && (happenedOn !== null || (date !== null && date < today));
    });
    const kept = known.filter((one) => one.happenedOn !== null && (one[at] === null || one.happenedOn <= one[at]));
    return { kept: kept.length, known: known.length };
  };
  return { p50: judge('p50'), p80: judge('p80'), p95: judge('p95') };
}
