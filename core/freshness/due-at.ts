import type { Schedule } from '../check/schema.ts';
import { isoOf, msOf } from '../time/instant.ts';

type Spoken = {
  asOf: string;
  receivedAt: string;
  /** When the agent itself says that it will report next. */
  nextDueAt?: string | undefined;
};

/**
 * Until when a result speaks for the present: one schedule and its grace after it was read, an `asOf` in the future counting as
 * the time of receipt. An agent may promise to report sooner, never later.
 */
export function dueAt({ asOf, receivedAt, nextDueAt }: Spoken, { everyMs, graceMs }: Schedule): string {
  const scheduled = Math.min(msOf(asOf), msOf(receivedAt)) + everyMs;
  const promised = nextDueAt === undefined ? scheduled : Math.min(scheduled, msOf(nextDueAt));
  return isoOf(promised + graceMs);
}
