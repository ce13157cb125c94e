import type { Evidence } from '../evidence/rollup.ts';
import { markKey } from '../plan/mark.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';
import { itemOf, judgeShare } from './share-of-items.ts';

/** Scenarios that passed / all of the plan, or of a domain. What was skipped has not passed. */
export function evaluateScenarioPassRate(
  definition: CriterionDefinition,
  { plan }: Evidence,
  now: Date,
): CriterionResult {
  const { scope } = definition;
  const items = plan.scenarios
    .filter(({ domain }) => scope.kind !== 'domain' || domain === scope.domain)
    .map(({ name, validDays }) =>
      itemOf(name, plan.marks.get(markKey({ part: 'scenarios', name, member: null })), validDays, now),
    );
  return judgeShare({ definition, name: 'Scenario pass rate', noun: ['scenario', 'scenarios'], done: 'passed', items });
}
