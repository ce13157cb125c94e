import type { CriterionResult } from './criterion-result.ts';
import type { Requirement } from './requirement.ts';
import { resultOf } from './result-of.ts';

/** A criterion whose metric rests on a part that does not exist yet: it decides nothing, and states that. */
export function notAvailable({ threshold }: Requirement, name: string, waitsFor: string): CriterionResult {
  return resultOf({
    outcome: 'not_available',
    value: null,
    threshold,
    unit: 'count',
    basis: [],
    headline: `${name} cannot be judged yet`,
    detail: `waits for ${waitsFor}; blocks nothing`,
    gap: null,
    needsText: '–',
    nowText: 'not available yet',
  });
}
