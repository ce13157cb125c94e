import { type Schedule, scheduleSchema } from '#core/check/schema.ts';
import { parseDuration } from './parse-duration.ts';

/** When results are wanted, without the grace. */
export type Times = { everyMs: number } | { at: string };

/** What people type into a schedule field, "15 min", "every 2 days", "daily 02:30", "weekly Sunday"; null where it is neither. */
export function parseTimes(text: string): Times | null {
  const everyMs = parseDuration(text.replace(/^\s*every\s+/i, ''));
  if (everyMs !== null) return { everyMs };
  const at = text.trim().toLowerCase().replace(/\s+/g, ' ');
  return scheduleSchema.safeParse({ at, graceMs: 0 }).success ? { at } : null;
}

export const timesOf = (schedule: Schedule): Times =>
  'everyMs' in schedule ? { everyMs: schedule.everyMs } : { at: schedule.at };
