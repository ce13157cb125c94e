import type { PlanDocument } from '#core/plan/document.ts';
import { planDifferences } from '#core/plan/plan-differences.ts';
import { withDifference } from '#core/plan/with-difference.ts';
import type { SecondPerson } from '../approval/second-person.ts';
import type { MigrationContext } from '../context.ts';
import { loadDocument } from '../document/load-document.ts';
import { approvedIds, loadPlanIds } from '../document/plan-ids.ts';
import type { Tx } from '../scope.ts';
import { keepUnapproved, type Unapproved } from './find-unapproved.ts';
import type { WaitingDifference } from './waiting-plan.ts';

/**
 * Takes over into the approved plan exactly these changes, and nothing that waits beside them. The plan is locked, and `person` is another
 * one than those who made them.
 */
export async function approveDifferences(
  tx: Tx,
  ctx: MigrationContext,
  { plan }: Unapproved,
  approved: readonly WaitingDifference[],
  person: SecondPerson,
): Promise<void> {
  const { migrationId } = ctx;
  const current = { document: await loadDocument(tx, migrationId), ids: await loadPlanIds(tx, migrationId) };
  const document = approved.reduce<PlanDocument>(
    (known, { difference }) => withDifference(known, difference, current.document),
    plan.document,
  );
  const waiting = planDifferences(document, current.document);
  await keepUnapproved(tx, ctx, { plan: { document, ...approvedIds(document, plan, current) }, waiting });
  await tx.planChange.updateMany({
    where: {
      migrationId,
      id: { in: approved.flatMap(({ changes }) => changes.flatMap(({ id }) => id ?? [])) },
      state: 'waits',
    },
    data: {
      state: 'approved',
      approvedAt: ctx.now(),
      approvedById: person.id,
      approvedBy: person.name,
      independence: person.independence,
    },
  });
}
