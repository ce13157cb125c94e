import type { Decimal } from 'decimal.js';
import type { Requirement } from './requirement.ts';

type Comparator = Requirement['comparator'];

export function meets(value: Decimal, comparator: Comparator, threshold: Decimal): boolean {
  return value[comparator](threshold);
}

const signs = { lt: '<', lte: '≤', gt: '>', gte: '≥' } as const satisfies Record<Comparator, string>;

/** "< 0.01 %" */
export function needs(comparator: Comparator, threshold: string): string {
  return `${signs[comparator]} ${threshold}`;
}
