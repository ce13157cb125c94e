import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#core/time/units.ts';

const FACTORS: Record<string, number> = {
  ms: 1,
  s: SECOND_MS,
  min: MINUTE_MS,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  day: DAY_MS,
  days: DAY_MS,
};

/** What people type into a schedule field, "15 min", "1.5 h", "2 days", as milliseconds; null where it is not a length of time. */
export function parseDuration(text: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/i.exec(text);
  const factor = FACTORS[match?.[2]?.toLowerCase() ?? ''];
  if (!match || factor === undefined) return null;
  const ms = Number(match[1]) * factor;
  return Number.isInteger(ms) ? ms : Math.round(ms);
}
