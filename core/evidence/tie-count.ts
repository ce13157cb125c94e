import { counted, countText } from '../format/count.ts';
import { msOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';
import { utcMinute } from '../time/utc-minute.ts';
import { slackOf } from './tie-size.ts';
import type { Count, Seen, Sides, SizeTie } from './witnesses.ts';

/**
 * So long a smaller size has to be shown before it is believed: less than a day, so that the daily count of tomorrow confirms the one of
 * today.
 */
export const SHOWN_MS = 20 * HOUR_MS;
const HOURS = SHOWN_MS / HOUR_MS;

/**
 * Whether a count may say by itself that a dataset is as small as it says. One of less than half of what was seen before it may come from
 * the wrong database; one that agrees where a larger one did not may have left out what was wrong. Either is believed once it has been
 * shown for `SHOWN_MS`. Null: it may.
 */
export function tieCount(counts: Sides, seen: readonly Seen[]): SizeTie | null {
  const most = seen.reduce<Seen | null>((high, one) => (one.legacy > (high?.legacy ?? -1) ? one : high), null);
  const failed = worstOf(seen.filter((one): one is Failed => isLargerFailure(one, counts)));
  const isTooFew = most !== null && most.legacy - counts.legacy > counts.legacy;
  if (!most || (!isTooFew && !failed)) return null;
  const mayHide = failed !== null && apart(failed) - apart(counts) > slackOf(failed.legacy);
  const untied = isTooFew
    ? smallerText(counts, { ...most, target: null })
    : mayHide
      ? smallerText(counts, failed)
      : null;
  return { below: Math.max(0, most.legacy - counts.legacy), above: 0, atLeast: most.legacy, untied, failed };
}

type Failed = Seen & Count;

const apart = ({ legacy, target }: Sides) => Math.abs(target - legacy);

/** By more than a busy dataset loses. */
const isLargerFailure = ({ failed, legacy, target }: Seen, counts: Sides) =>
  failed && target !== null && legacy - counts.legacy > slackOf(legacy);

/** The one whose sides lie furthest apart for its size. */
function worstOf(failed: readonly Failed[]): Count | null {
  const worst = failed.reduce<Failed | null>((found, one) => {
    if (found === null) return one;
    const [a, b] = [BigInt(apart(one)) * BigInt(found.legacy), BigInt(apart(found)) * BigInt(one.legacy)];
    return a > b || (a === b && one.asOf > found.asOf) ? one : found;
  }, null);
  return worst && { legacy: worst.legacy, target: worst.target, asOf: worst.asOf };
}

/** "counted 1 of 1,000 rows seen at 2026-11-21 08:00 UTC; a count that still says so 20 hours later is believed" */
export function smallerText(
  { legacy }: Sides,
  { target, ...larger }: Pick<Seen, 'legacy' | 'target' | 'asOf'>,
): string {
  const apartText = target === null ? '' : `, of which the target had ${countText(target)}`;
  return `counted ${countText(legacy)} of ${counted(larger.legacy, 'row')} seen at ${utcMinute(msOf(larger.asOf))}${apartText}; a count that still says so ${HOURS} hours later is believed`;
}

type Placed = { runId: string; asOf: string; receivedAt: string };

/**
 * What of these, in order of time, was seen before a count since the newest count that was received `SHOWN_MS` before it: what came in between
 * may be the mistake, and what came before it no longer stands. By receipt, since anybody can say that a count was read long ago.
 */
export function seenBefore<T extends Seen & Placed & { isCount: boolean }>(count: Placed, all: readonly T[]): T[] {
  const until = msOf(count.receivedAt) - SHOWN_MS;
  const seen: T[] = [];
  let since: string | null = null;
  for (const one of all.toReversed()) {
    if (one.asOf > count.asOf || (one.asOf === count.asOf && one.runId >= count.runId)) continue;
    if (since !== null && one.asOf < since) break;
    seen.push(one);
    if (since === null && one.isCount && msOf(one.receivedAt) <= until) since = one.asOf;
  }
  return seen;
}
