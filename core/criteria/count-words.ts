import { Exact } from '../exact.ts';
import { counted, countText } from '../format/count.ts';
import { needs } from './compare.ts';
import type { MetricWords } from './conclude.ts';
import type { Metric } from './metric.ts';
import type { Requirement } from './requirement.ts';

/** Words of a metric that is a count of something bad. */
export function countWords(
  { comparator, threshold }: Pick<Requirement, 'comparator' | 'threshold'>,
  { name }: Pick<Metric, 'name'>,
  { one, many = `${one}s` }: { one: string; many?: string },
): MetricWords {
  const limit = threshold === null ? null : new Exact(threshold);
  return {
    name,
    unit: 'count',
    failing: 'up',
    threshold: limit,
    needsText: limit ? needs(comparator, countText(limit.toNumber())) : 'no threshold set',
    valueText: (value) => counted(value.toNumber(), one, many),
    gapText: (value) => {
      if (!limit) return 'no threshold set';
      const over = value.minus(limit);
      if (over.isZero()) return `exactly ${limit.toFixed()}, which does not suffice`;
      return limit.isZero()
        ? 'must be 0'
        : `${counted(over.abs().toNumber(), one, many)} ${over.isPositive() ? 'too many' : 'too few'}`;
    },
  };
}
