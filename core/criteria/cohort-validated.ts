import type { Evidence } from '../evidence/rollup.ts';
import { markKey } from '../plan/mark.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';
import { itemOf, judgeShare } from './share-of-items.ts';

/** Members that were validated / all of the cohort named, of a wave, or of every cohort. */
export function evaluateCohortValidated(
  definition: CriterionDefinition,
  { plan }: Evidence,
  now: Date,
): CriterionResult {
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
  return judgeShare({ definition, name: 'Cohort validated', noun: ['member', 'members'], done: 'validated', items });
}
