import { formatDuration } from './duration.ts';

/** How long ago, or how far ahead: "just now", "4 min ago", "in 3 h". */
export function formatRelative(iso: string, nowMs: number): string {
  const distance = nowMs - Date.parse(iso);
  if (Math.abs(distance) < 5_000) return 'just now';
  return distance > 0 ? `${formatDuration(distance)} ago` : `in ${formatDuration(distance)}`;
}

/** Age alone, for narrow columns: "4 min". Never negative: a clock that runs ahead reads "0 s". */
export function formatAge(iso: string, nowMs: number): string {
  const age = nowMs - Date.parse(iso);
  return age < 1_000 ? '0 s' : formatDuration(age);
}
