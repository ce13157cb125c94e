import { Decimal } from 'decimal.js';
import type { Histogram } from './schema.ts';

/** Sums histograms bucket by bucket. Different bounds stay exact: each count keeps the upper bound it came with. */
export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const counts = new Map<string | null, number>();
  for (const { upToMs, count } of histograms.flat()) {
    const bound = upToMs === null ? null : new Decimal(upToMs).toFixed();
    counts.set(bound, (counts.get(bound) ?? 0) + count);
  }
  const bounded = [...counts].flatMap(([bound, count]) => (bound === null ? [] : [{ upToMs: bound, count }]));
  bounded.sort((a, b) => new Decimal(a.upToMs).cmp(b.upToMs));
  const open = counts.get(null);
  return open === undefined ? bounded : [...bounded, { upToMs: null, count: open }];
}
