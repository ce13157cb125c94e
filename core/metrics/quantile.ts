import { Decimal } from 'decimal.js';
import type { Histogram } from './schema.ts';

/** `upToMs` null: it lies in the open last bucket, so it exceeds every bound. */
export type Quantile = { upToMs: string | null; requests: number };

/**
 * Nearest-rank quantile, read as the upper bound of its bucket, which rounds towards failing.
 * `share` is decimal text between 0 and 1 ("0.95"). Null without any request: no denominator, no figure.
 */
export function quantileOf(histogram: Histogram, share: string): Quantile | null {
  const requests = histogram.reduce((sum, { count }) => sum + count, 0);
  if (requests === 0) return null;
  const rank = Math.max(1, new Decimal(share).times(requests).ceil().toNumber());
  let seen = 0;
  for (const { upToMs, count } of histogram) {
    seen += count;
    if (seen >= rank) return { upToMs, requests };
  }
  return { upToMs: null, requests };
}
