import { isoOf, msOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';
import { CLOCK_TOLERANCE_MS } from './clock-tolerance.ts';
import type { Run } from './schema.ts';

/** What is known of the clock that a run was timed by. Null: nothing. */
export type ClockWitness = {
  /** The agent's clock − the server's, when this was sent. */
  skewMs: number | null;
  /** How long before it was sent this was written, by a clock that does not jump. */
  heldMs: number | null;
  /** The clock was off before: whatever says it was read until then may have been read at any other time. */
  doubtedUntilMs: number | null;
};

export const NO_WITNESS: ClockWitness = { skewMs: null, heldMs: null, doubtedUntilMs: null };

/** Further off than this a clock is marked, and what it says about time is not believed. */
export const isOff = (skewMs: number): boolean => Math.abs(skewMs) > CLOCK_TOLERANCE_MS;

/**
 * A clock that showed another year for a moment is not doubted for years: what was read while it was ahead, and comes longer after, was held
 * back for so long.
 */
export const MOST_DOUBT_MS = 72 * HOUR_MS;

/** Until when times of a key are doubted at least, once a run is; null: the next run by a right clock is believed. */
export function findDoubtEnd({ skewMs, doubtedUntilMs }: ClockWitness, receivedAtMs: number): number | null {
  const off = skewMs !== null && isOff(skewMs) ? receivedAtMs + Math.max(0, skewMs) : null;
  const end = Math.min(Math.max(off ?? 0, doubtedUntilMs ?? 0), receivedAtMs + MOST_DOUBT_MS);
  return off !== null || end > receivedAtMs ? end : null;
}

type Timed = Pick<Run, 'asOf' | 'durationMs' | 'lagMs'>;

/**
 * Why a run's own word on when it was read is not believed, in a few words; null where there is no reason. Server time judges: with a
 * doubt nobody knows which day it speaks for, nor whether it is fresh, so it proves nothing.
 */
export function findClockDoubt(run: Timed, witness: ClockWitness, receivedAtMs: number): string | null {
  const { skewMs, heldMs, doubtedUntilMs } = witness;
  const times = [msOf(run.asOf.legacy.time), msOf(run.asOf.target.time)];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (skewMs !== null && isOff(skewMs)) return `the agent's clock is ${offText(skewMs)}`;
  if (last > receivedAtMs + CLOCK_TOLERANCE_MS) return 'it says it was read in the future';
  if (doubtedUntilMs !== null && first <= doubtedUntilMs) return "the agent's clock was off when it may have been read";
  if (heldMs === null) return null;
  // Written when the comparison was done: not before it was read, and not much later than it took.
  const writtenMs = receivedAtMs - heldMs;
  const earliestMs = writtenMs - run.durationMs - (run.lagMs ?? 0) - CLOCK_TOLERANCE_MS;
  if (last >= earliestMs && last <= writtenMs + CLOCK_TOLERANCE_MS) return null;
  return `it was written at ${isoOf(writtenMs).slice(0, 16)}Z and says it was read at ${isoOf(last).slice(0, 16)}Z`;
}

/** "3 min ahead", "24 h behind" */
function offText(skewMs: number): string {
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const much = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
  return `${much} ${skewMs > 0 ? 'ahead' : 'behind'}`;
}
