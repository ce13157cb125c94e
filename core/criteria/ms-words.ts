import type { Decimal } from 'decimal.js';
import { Exact } from '../exact.ts';
import { needs } from './compare.ts';
import type { MetricWords } from './conclude.ts';
import type { Metric } from './metric.ts';
import type { Requirement } from './requirement.ts';

/** Words of a metric that is a time in milliseconds. */
export function msWords(
  { comparator, threshold }: Pick<Requirement, 'comparator' | 'threshold'>,
  { name }: Pick<Metric, 'name'>,
): MetricWords {
  const limit = threshold === null ? null : new Exact(threshold);
  return {
    name,
    unit: 'ms',
    failing: 'up',
    threshold: limit,
    needsText: limit ? needs(comparator, `${limit.toFixed()} ms`) : 'no threshold set',
    valueText: (value) => `${value.toFixed()} ms`,
    gapText: (value) => (limit ? msGapText(value, limit) : 'no threshold set'),
  };
}

/** "118 ms above 400 ms" */
export function msGapText(value: Decimal, limit: Decimal): string {
  const over = value.minus(limit);
  if (over.isZero()) return `exactly ${limit.toFixed()} ms, which does not suffice`;
  return `${over.abs().toFixed()} ms ${over.isPositive() ? 'above' : 'below'} ${limit.toFixed()} ms`;
}
