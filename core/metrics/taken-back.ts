import { Exact } from '../exact.ts';
import type { MetricPoint } from './schema.ts';

type Side = NonNullable<MetricPoint['target']>;
const NOTHING: Side = { requests: 0, errors: 0, failedTransactions: 0, latency: [] };

/**
 * What of a minute was said before and is no longer, by either side, in a word or two each; empty: all that was said still is, and perhaps more. A
 * minute that is counted on only grows: of requests, of what failed, and of requests slower than any bound.
 */
export function takenBack(before: MetricPoint, after: MetricPoint): string[] {
  const sides = (['legacy', 'target'] as const).map(
    (side) => [before[side] ?? NOTHING, after[side] ?? NOTHING] as const,
  );
  const isLess = (count: (side: Side) => number) => sides.some(([was, is]) => count(is) < count(was));
  return [
    ...(isLess(({ requests }) => requests) ? ['requests'] : []),
    ...(isLess(({ errors }) => errors) ? ['errors'] : []),
    ...(isLess(({ failedTransactions }) => failedTransactions) ? ['failed transactions'] : []),
    ...(sides.some(([was, is]) => isFaster(was, is)) ? ['slow requests'] : []),
  ];
}

/** There is a bound beyond which fewer requests lie than before. */
function isFaster(was: Side, is: Side): boolean {
  return [null, ...is.latency.map(({ upToMs }) => upToMs), ...was.latency.map(({ upToMs }) => upToMs)].some(
    (bound) => slowerThan(is, bound) < slowerThan(was, bound),
  );
}

/** Null: in the open last bucket. */
function slowerThan({ latency }: Side, bound: string | null): number {
  const slower = latency.filter(({ upToMs }) => upToMs === null || (bound !== null && new Exact(upToMs).gt(bound)));
  return slower.reduce((sum, { count }) => sum + count, 0);
}
