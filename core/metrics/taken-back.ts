import { listed } from '../format/count.ts';
import { msOf } from '../time/instant.ts';
import { MINUTE_MS } from '../time/units.ts';
import type { MetricPoint } from './schema.ts';
import { NO_REQUESTS, type Side, slowerThan } from './slower-than.ts';

/** A minute is counted on while it runs and for a minute more: what was asked in it is answered by then, and its last word has arrived. */
const COUNTED_MS = 2 * MINUTE_MS;

/**
 * Why a minute that is said again is better than it was said before, in words; null where it is not. While it is counted on it may grow, for what is
 * still to come may be better. Afterwards it is known how many requests there were, and only worse news of them is believed: with more requests
 * the same errors would be a smaller share.
 */
export function whyBetter(before: MetricPoint, after: MetricPoint, receivedAt: string): string | null {
  const isOver = msOf(receivedAt) >= msOf(before.at) + COUNTED_MS;
  const gone = takenBack(before, after, isOver);
  if (gone.length > 0) return `it leaves out ${listed(gone)} of a minute that it replaces`;
  const grows = sidesOf(before, after).some(([was, is]) => is.requests > was.requests);
  return isOver && grows ? 'it adds requests to a minute that was over' : null;
}

/**
 * What of a minute was said before and is no longer, by either side, in a word or two each; empty: all that was said still is, and perhaps more. A
 * minute that is counted on only grows: of requests, of what failed, of requests slower than any bound, and the longest lag.
 */
export function takenBack(before: MetricPoint, after: MetricPoint, isOver: boolean): string[] {
  const sides = sidesOf(before, after);
  const isLess = (count: (side: Side) => number) => sides.some(([was, is]) => count(is) < count(was));
  return [
    ...(isLess(({ requests }) => requests) ? ['requests'] : []),
    ...(isLess(({ errors }) => errors) ? ['errors'] : []),
    ...(isLess(({ failedTransactions }) => failedTransactions) ? ['failed transactions'] : []),
    ...(sides.some(([was, is]) => isFaster(was, is)) ? ['slow requests'] : []),
    ...(lagsLess(before.lag, after.lag, isOver) ? ['lag'] : []),
  ];
}

const sidesOf = (before: MetricPoint, after: MetricPoint) =>
  (['legacy', 'target'] as const).map((side) => [before[side] ?? NO_REQUESTS, after[side] ?? NO_REQUESTS] as const);

/** There is a bound beyond which fewer requests lie than before. */
function isFaster(was: Side, is: Side): boolean {
  return [null, ...is.latency.map(({ upToMs }) => upToMs), ...was.latency.map(({ upToMs }) => upToMs)].some(
    (bound) => slowerThan(is, bound) < slowerThan(was, bound),
  );
}

/** Percentiles of a minute that runs may fall again; what was seen once was seen. */
function lagsLess(was: MetricPoint['lag'], is: MetricPoint['lag'], isOver: boolean): boolean {
  if (!was) return false;
  if (!is || is.maxMs < was.maxMs) return true;
  return isOver && (is.p95Ms < was.p95Ms || is.p50Ms < was.p50Ms);
}
