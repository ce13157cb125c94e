import { z } from 'zod';
import { planChangeIdsSchema } from '#core/approval/schema.ts';
import { diffPlans } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { withDifference } from '#core/plan/with-difference.ts';
import { command } from '../command.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { writeDocument } from '../document/write-document.ts';
import { getWaiting } from './approve-plan-changes.ts';
import { changePlan } from './change-plan.ts';

/** Makes the plan again what it was approved to be, in these things. */
export const takeBackPlanChanges = command(
  {
    can: 'plan.edit',
    input: planChangeIdsSchema,
    output: z.strictObject({ planVersion: z.int() }),
    audit: 'plan.changesTakenBack',
  },
  async (tx, ctx, { ids }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const { unapproved, items } = await getWaiting(tx, migrationId, ids);
    const approved = unapproved.plan.document;
    const { planVersion } = await changePlan(tx, ctx, { action: 'plan.changesTakenBack' }, async (current) => {
      const document = items.reduce<PlanDocument>(
        (plan, { difference }) =>
          withDifference(plan, { ...difference, before: difference.after, after: difference.before }, approved),
        current,
      );
      await writeDocument(tx, ctx, document, diffPlans(current, document));
    });
    return {
      result: { planVersion },
      change: {
        subject: { type: 'plan', id: String(planVersion) },
        after: { planVersion, changes: items.map(({ difference }) => difference) },
      },
      emit: [
        { topic: 'plan', ids: [] },
        { topic: 'verdict', ids: [] },
      ],
    };
  },
);
