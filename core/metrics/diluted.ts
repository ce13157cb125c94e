import { Exact } from '../exact.ts';
import { type Side, slowerThan } from './slower-than.ts';

/** Whether a smaller share of the requests went wrong than before, or was slower than some bound. */
export function isDiluted(was: Side, is: Side): boolean {
  const bounds = [...was.latency, ...is.latency].map(({ upToMs }) => upToMs);
  const before = wrong(was, bounds);
  return wrong(is, bounds).some((count, i) =>
    new Exact(count).times(was.requests).lt(new Exact(before[i] ?? 0).times(is.requests)),
  );
}

const wrong = (side: Side, bounds: readonly (string | null)[]) => [
  side.errors,
  side.failedTransactions,
  ...bounds.map((bound) => slowerThan(side, bound)),
];
