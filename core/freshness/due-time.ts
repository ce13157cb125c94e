import type { Schedule } from '../check/schema.ts';
import { msOf } from '../time/instant.ts';

type Given = {
  /** The earlier of both watermarks. */
  asOfMs: number;
  receivedAtMs: number;
  schedule: Schedule;
  /** What the agent said; it may ask to be judged sooner, never later. */
  nextDueAt: string | undefined;
};

/**
 * Until when a result speaks for the present. Server time judges: a watermark in the future is clamped to the time of receipt, so a
 * wrong clock can only make evidence look older than it is.
 */
export function dueTimeMs({ asOfMs, receivedAtMs, schedule, nextDueAt }: Given): number {
  const due = Math.min(asOfMs, receivedAtMs) + schedule.everyMs + schedule.graceMs;
  return nextDueAt === undefined ? due : Math.min(due, msOf(nextDueAt) + schedule.graceMs);
}
