/**
 * How far the users of a replaced key have moved on. waiting: the successor has not been used; both: the old key still is; moved:
 * the successor is used and the old key has been quiet.
 */
export const handovers = ['waiting', 'both', 'moved'] as const;
export type Handover = (typeof handovers)[number];

/** An agent calls every 30 seconds, and "last used" is accurate to a minute: after three minutes nobody uses the key. */
const QUIET_MS = 180_000;

type Used = { lastUsedAt: Date | null };

export function handoverOf(old: Used, successor: Used, now: Date): Handover {
  if (successor.lastUsedAt === null) return 'waiting';
  const lastUse = old.lastUsedAt?.getTime() ?? 0;
  return now.getTime() - lastUse > QUIET_MS ? 'moved' : 'both';
}
