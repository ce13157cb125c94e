import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time/units.ts';

/** A length of time in the largest unit that says it exactly: 90 min is not "1 h". */
export function formatExactDuration(ms: number): string {
  if (ms === 0) return '0 s';
  if (ms % DAY_MS === 0) return ms === DAY_MS ? '1 day' : `${ms / DAY_MS} days`;
  if (ms % HOUR_MS === 0) return `${ms / HOUR_MS} h`;
  if (ms % MINUTE_MS === 0) return `${ms / MINUTE_MS} min`;
  if (ms % SECOND_MS === 0) return `${ms / SECOND_MS} s`;
  return `${ms} ms`;
}
