import type { Decimal } from 'decimal.js';
import { Exact } from './exact.ts';

/** Exact sum of counts, which may be above 2^53 where each of them is not. */
export function sumCounts(...counts: readonly (number | string)[]): Decimal {
  return counts.reduce<Decimal>((sum, count) => sum.plus(count), new Exact(0));
}
