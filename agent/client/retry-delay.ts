const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next attempt (0 is the first). What the server asks for is the least; beyond it the wait doubles,
 * with jitter, so that agents that failed together do not come back together. `random` is from 0 to 1.
 */
export function retryDelayMs(attempt: number, retryAfter: string | null, nowMs: number, random: number): number {
  const backoff = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  const asked = askedMs(retryAfter, nowMs);
  return asked === undefined ? Math.round(backoff * (0.5 + random / 2)) : asked + Math.round((backoff * random) / 4);
}

/** Retry-After is seconds or a date. */
function askedMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
