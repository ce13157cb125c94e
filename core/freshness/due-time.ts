import { longestGapMs, nextTimeMs } from '../check/schedule.ts';
import type { Schedule } from '../check/schema.ts';
import { msOf } from '../time/instant.ts';

type ResultTimes = {
  /** The earlier of both watermarks. */
  asOfMs: number;
  receivedAtMs: number;
  schedule: Schedule;
  /** Of the migration: a calendar goes by its clock. */
  timeZone: string;
  /** What the agent said; it may ask to be judged sooner, never later. */
  nextDueAt: string | undefined;
};

/**
 * Until when a result speaks for the present. Server time judges: a watermark in the future is clamped to the time of receipt, so a
 * wrong clock can only make evidence look older than it is.
 */
export function dueTimeMs({ asOfMs, receivedAtMs, schedule, timeZone, nextDueAt }: ResultTimes): number {
  const fromMs = Math.min(asOfMs, receivedAtMs);
  const due = nextTimeMs(schedule, fromMs + earlinessMs(schedule), timeZone) + schedule.graceMs;
  return nextDueAt === undefined ? due : Math.min(due, msOf(nextDueAt) + schedule.graceMs);
}

/**
 * A result answers for a time of the calendar also if it was read a little before: a replica's watermark lies behind the clock by which the
 * agent starts. By as much as it may be late, and by less than half of the way to the next.
 */
export function earlinessMs(schedule: Schedule): number {
  return 'everyMs' in schedule ? 0 : Math.min(schedule.graceMs, Math.floor(longestGapMs(schedule) / 2));
}
