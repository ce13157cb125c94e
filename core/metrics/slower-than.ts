import { Exact } from '../exact.ts';
import type { MetricPoint } from './schema.ts';

export type Side = NonNullable<MetricPoint['target']>;

/** A side that was not measured. */
export const NO_REQUESTS: Side = { requests: 0, errors: 0, failedTransactions: 0, latency: [] };

/** How many requests took longer than a bound; null: are in the open last bucket. */
export function slowerThan({ latency }: Pick<Side, 'latency'>, bound: string | null): number {
  const slower = latency.filter(({ upToMs }) => upToMs === null || (bound !== null && new Exact(upToMs).gt(bound)));
  return slower.reduce((sum, { count }) => sum + count, 0);
}
