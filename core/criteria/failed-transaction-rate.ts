import type { Load } from '../evidence/figures.ts';
import type { Evidence } from '../evidence/rollup.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';
import { evaluateTrafficRate } from './traffic-rate.ts';

/** Transactions that failed / requests, on the target. */
export function evaluateFailedTransactionRate(
  definition: CriterionDefinition,
  evidence: Evidence,
  now: Date,
): CriterionResult {
  const bad = ({ targetFailedTransactions }: Load) => targetFailedTransactions;
  return evaluateTrafficRate(definition, evidence, now, {
    name: 'Failed transactions',
    noun: 'failed transactions',
    bad,
  });
}
