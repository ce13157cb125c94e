import type { PlanDocument } from '../plan/document.ts';
import { type PlanDifference, planDifferences } from '../plan/plan-differences.ts';
import { withDifference } from '../plan/with-difference.ts';
import type { Standing } from './effects/effect.ts';
import { effectOfDifference } from './effects/effect-of-difference.ts';

export type Settled = {
  /** With everything in it that needs nobody's approval. */
  approved: PlanDocument;
  /** What keeps it from being the plan as it stands: all that waits for a second person. */
  waiting: PlanDifference[];
};

/**
 * The plan as it was approved, after a change: what makes no verdict better is taken over at once, one thing after the other and each held
 * against all that was taken over before it; everything else stays out.
 */
export function settleDifferences({ approved, windows }: Standing, current: PlanDocument): Settled {
  const settled = planDifferences(approved, current).reduce(
    (plan, difference) =>
      effectOfDifference(difference, { approved: plan, windows }) === 'waits'
        ? plan
        : withDifference(plan, difference, current),
    approved,
  );
  return { approved: settled, waiting: planDifferences(settled, current) };
}
