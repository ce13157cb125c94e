import { isSame } from '../plan/diff-plan.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import type { Blocker } from './schema.ts';

/** A criterion, and under which of two plans it is asked so; left out: under both. */
export type ShownCriterion = JudgedCriterion & Pick<Blocker, 'onlyUnder'>;

/**
 * Criteria of the plan as it stands, each followed by what the approved plan asks instead, and then those that were taken out. What both
 * plans ask with the same outcome stands there once.
 */
export function criteriaOfBoth(
  approved: readonly JudgedCriterion[],
  standing: readonly JudgedCriterion[],
): ShownCriterion[] {
  const [then, now] = [byId(approved), byId(standing)];
  const gone = approved.filter(({ id }) => !now.has(id));
  const kept = standing.flatMap((criterion): ShownCriterion[] => {
    const before = then.get(criterion.id);
    if (!before) return [{ ...criterion, onlyUnder: 'standing' }];
    if (isSameResult(before, criterion)) return [criterion];
    return [
      { ...criterion, onlyUnder: 'standing' },
      { ...before, onlyUnder: 'approved' },
    ];
  });
  return [...kept, ...gone.map((criterion) => ({ ...criterion, onlyUnder: 'approved' as const }))];
}

const byId = (criteria: readonly JudgedCriterion[]) => new Map(criteria.map((criterion) => [criterion.id, criterion]));

const isSameResult = (a: JudgedCriterion, b: JudgedCriterion): boolean =>
  isSame([a.definition, a.result], [b.definition, b.result]);
