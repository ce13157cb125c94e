import type { Decimal } from 'decimal.js';
import { Exact } from '../exact.ts';
import { percentText, pointsText, ratioText } from '../format/ratio.ts';
import { needs } from './compare.ts';
import type { MetricWords } from './conclude.ts';
import type { Metric } from './metric.ts';
import type { Requirement } from './requirement.ts';

/** Words of a metric that is a ratio. */
export function ratioWords(
  { comparator, threshold }: Pick<Requirement, 'comparator' | 'threshold'>,
  { name, better }: Pick<Metric, 'name' | 'better'>,
): MetricWords & { unit: 'ratio' } {
  const limit = threshold === null ? null : new Exact(threshold);
  const failing = better === 'more' ? 'down' : 'up';
  return {
    name,
    unit: 'ratio',
    failing,
    threshold: limit,
    needsText: limit ? needs(comparator, percentText(limit)) : 'no threshold set',
    valueText: (value) => ratioText(value, { failing, threshold: limit }),
    gapText: (value) => (limit ? gapText(value, limit) : 'no threshold set'),
  };
}

function gapText(value: Decimal, limit: Decimal): string {
  const side = value.cmp(limit);
  if (side === 0) return `exactly ${percentText(limit)}, which does not suffice`;
  return `${pointsText(value, limit)} ${side < 0 ? 'below' : 'above'} ${percentText(limit)}`;
}
