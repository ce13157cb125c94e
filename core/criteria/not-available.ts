import type { CriterionDefinition, CriterionResult } from './schema.ts';

/** A criterion whose metric rests on a part that does not exist yet: it decides nothing, and says so. */
export function notAvailable({ threshold }: CriterionDefinition, name: string, waitsFor: string): CriterionResult {
  return {
    outcome: 'not_available',
    unknownReason: null,
    value: null,
    bound: null,
    threshold,
    unit: 'count',
    worst: null,
    pooled: null,
    evidence: { method: 'none', oldestAsOf: null, runIds: [] },
    headline: `${name} cannot be judged yet`,
    detail: `waits for ${waitsFor}; blocks nothing`,
    gap: null,
    needsText: '–',
    nowText: 'not available yet',
  };
}
