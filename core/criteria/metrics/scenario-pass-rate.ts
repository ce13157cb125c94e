import type { Evidence } from '../../evidence/rollup.ts';
import { markKey } from '../../mark/schema.ts';
import { plainName } from '../../plain-name.ts';
import { twinsOf } from '../../twins.ts';
import type { CriterionResult } from '../criterion-result.ts';
import type { ShareMetric } from '../metric.ts';
import { whenMarksAge } from '../moments.ts';
import type { Requirement } from '../requirement.ts';
import { itemOf, judgeShare } from '../share-of-items.ts';

/** Scenarios that passed / all of the plan, or of a domain. What was skipped has not passed. */
export const scenarioPassRate: ShareMetric<'scenario_pass_rate'> = {
  id: 'scenario_pass_rate',
  name: 'Scenario pass rate',
  unit: 'ratio',
  better: 'more',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'gte', threshold: '1' },
  least: 'a mark of as many scenarios as are to pass, at least one',
  waitsFor: null,
  requires: [],
  reads: [],
  counts: { part: 'scenarios', status: 'passed', items: 'scenarios' },
  window: null,
  options: [],
  page: 'plan',
  backlog: null,
  changesAt: [whenMarksAge],
  evaluate,
};

function evaluate(definition: Requirement, { plan }: Evidence, now: Date): CriterionResult {
  const { scope } = definition;
  const names = plan.scenarios.map(({ name }) => name);
  const twins = new Set(twinsOf(names, plainName).flatMap(({ name, of }) => [name, of]));
  const markOf = (name: string) => {
    const mark = plan.marks.get(markKey({ part: 'scenarios', name, member: null }));
    // A plan may have two of one name from before that was refused: neither passes for the other.
    return twins.has(name) && mark?.name !== name ? undefined : mark;
  };
  const items = plan.scenarios
    .filter(({ domain }) => scope.kind !== 'domain' || domain === scope.domain)
    .map(({ name, validDays }) => itemOf(name, markOf(name), validDays, now));
  return judgeShare({ definition, metric: scenarioPassRate, noun: ['scenario', 'scenarios'], items });
}
