const FACTORS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
};

/** What people type into a schedule field, "15 min", "1.5 h", "2 days", as milliseconds; null where it is not a length of time. */
export function parseDuration(text: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/i.exec(text);
  const factor = FACTORS[match?.[2]?.toLowerCase() ?? ''];
  if (!match || factor === undefined) return null;
  const ms = Number(match[1]) * factor;
  return Number.isInteger(ms) ? ms : Math.round(ms);
}
