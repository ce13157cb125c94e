import type { Evidence } from '../../evidence/rollup.ts';
import { markKey } from '../../mark/schema.ts';
import type { CriterionResult } from '../criterion-result.ts';
import type { ShareMetric } from '../metric.ts';
import { whenMarksAge } from '../moments.ts';
import type { Requirement } from '../requirement.ts';
import { itemOf, judgeShare } from '../share-of-items.ts';

/** Members that were validated / all of the cohort named, of a wave, or of every cohort. */
export const cohortValidated: ShareMetric<'cohort_validated'> = {
  id: 'cohort_validated',
  name: 'Cohort validated',
  unit: 'ratio',
  better: 'more',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'gte', threshold: '1' },
  least: 'a mark of as many members as are to be validated, at least one',
  waitsFor: null,
  requires: [],
  reads: [],
  counts: { part: 'cohorts', status: 'validated', items: 'cohort members' },
  window: null,
  options: ['item'],
  page: 'plan',
  backlog: null,
  changesAt: [whenMarksAge],
  evaluate,
};

function evaluate(definition: Requirement, { plan }: Evidence, now: Date): CriterionResult {
  const { scope, options } = definition;
  const items = plan.cohorts
    .filter(({ name, wave }) => (options?.item ?? name) === name && (scope.kind !== 'wave' || scope.wave === wave))
    .flatMap((cohort) =>
      cohort.members.map((member) =>
        itemOf(
          member.name,
          plan.marks.get(markKey({ part: 'cohorts', name: cohort.name, member: member.name })),
          null,
          now,
        ),
      ),
    );
  return judgeShare({ definition, metric: cohortValidated, noun: ['member', 'members'], items });
}
