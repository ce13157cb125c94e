import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#core/time/units.ts';

/** A length of time in its largest fitting unit, rounded down: "850 ms", "12 s", "4 min", "3 h", "5 days". */
export function formatDuration(ms: number): string {
  const length = Math.abs(ms);
  if (length < SECOND_MS) return `${Math.round(length)} ms`;
  if (length < MINUTE_MS) return `${Math.floor(length / SECOND_MS)} s`;
  if (length < HOUR_MS) return `${Math.floor(length / MINUTE_MS)} min`;
  if (length < DAY_MS) return `${Math.floor(length / HOUR_MS)} h`;
  const days = Math.floor(length / DAY_MS);
  return days === 1 ? '1 day' : `${days} days`;
}
