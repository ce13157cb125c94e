import type { Evidence } from '../evidence/rollup.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';
import { evaluateTrafficRate } from './traffic-rate.ts';

/** Requests that ended in an error / requests, on the target. */
export function evaluateErrorRate(definition: CriterionDefinition, evidence: Evidence, now: Date): CriterionResult {
  const errors = {
    name: 'Error rate',
    noun: 'errors',
    bad: ({ targetErrors }: { targetErrors: number }) => targetErrors,
  };
  return evaluateTrafficRate(definition, evidence, now, errors);
}
