import type { Problem } from '../errors.ts';
import { countText } from '../format/count.ts';
import type { Histogram } from '../metrics/schema.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { CLOCK_TOLERANCE_MS } from './clock-tolerance.ts';
import type { RunOf } from './schema.ts';

/** Requests were measured while they came: not after the moment up to which the run says that it read. */
export function findEndProblems({ window, asOf }: RunOf<'performance'>): Problem[] {
  const readMs = Math.min(msOf(asOf.legacy.time), msOf(asOf.target.time));
  if (!window || msOf(window.to) <= readMs + CLOCK_TOLERANCE_MS) return [];
  return [
    { pointer: '/window/to', message: `lies after /asOf: what was read until ${isoOf(readMs)} holds no later request` },
  ];
}

export function findLagProblems({
  p50Ms,
  p95Ms,
  maxMs,
}: Pick<RunOf<'replication_lag'>['lag'], 'p50Ms' | 'p95Ms' | 'maxMs'>): Problem[] {
  return p50Ms <= p95Ms && p95Ms <= maxMs ? [] : [{ pointer: '/lag', message: 'must ascend: p50Ms ≤ p95Ms ≤ maxMs' }];
}

export function findSideProblems(
  side: 'legacy' | 'target',
  { requests, errors, latency }: { requests: number; errors: number; latency: Histogram },
): Problem[] {
  const problems: Problem[] = [];
  const measured = latency.reduce((sum, bucket) => sum + bucket.count, 0);
  if (measured !== requests) {
    problems.push({
      pointer: `/${side}/latency`,
      message: `the buckets hold ${countText(measured)} requests, ${side}.requests says ${countText(requests)}`,
    });
  }
  if (errors > requests)
    problems.push({ pointer: `/${side}/errors`, message: `cannot exceed requests, ${countText(requests)}` });
  return problems;
}
