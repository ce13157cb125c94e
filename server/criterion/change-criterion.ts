import { findCriterionProblems } from '#core/criteria/find-criterion-problems.ts';
import { findDocumentProblems } from '#core/plan/find-document-problems.ts';
import type { MigrationContext } from '../context.ts';
import { type CriterionChange, changeCriteria } from '../document/change-criteria.ts';
import { loadDocument } from '../document/load-document.ts';
import type { Tx } from '../scope.ts';
import { changePlan } from '../strictness/change-plan.ts';
import { throwIfProblems } from '../throw-if-problems.ts';

/** One criterion by itself. What it says must fit the rest of the plan: its gates are phases, its owner is a team. */
export async function changeCriterion(
  tx: Tx,
  ctx: MigrationContext,
  change: CriterionChange,
  { reason, action }: { reason: string; action: string },
): Promise<number> {
  const { migrationId } = ctx;
  if (change.after)
    throwIfProblems('This criterion asks for what no evidence can show.', findCriterionProblems(change.after));
  const { planVersion } = await changePlan(tx, ctx, { action, reason }, async (current) => {
    const known = new Set(findDocumentProblems(current).map(({ message }) => message));
    await changeCriteria(tx, ctx, [change]);
    const problems = findDocumentProblems(await loadDocument(tx, migrationId));
    throwIfProblems(
      'The plan does not add up.',
      problems.filter(({ message }) => !known.has(message)),
    );
  });
  return planVersion;
}
