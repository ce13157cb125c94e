import { z } from 'zod';
import { removeCriterionSchema } from '#core/criteria/schema.ts';
import { command } from '../command.ts';
import { getCriterion } from '../document/get-criterion.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { changeCriterion } from './change-criterion.ts';

/** A criterion that is no longer asked. It loosens, so a second person has to approve it; the ledger keeps what it was. */
export const removeCriterion = command(
  {
    can: 'criteria.edit',
    input: removeCriterionSchema,
    output: z.strictObject({ planVersion: z.int() }),
    audit: 'criterion.removed',
  },
  async (tx, ctx, { criterionId, reason }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const { id, key, definition: before } = await getCriterion(tx, migrationId, criterionId);
    const planVersion = await changeCriterion(
      tx,
      ctx,
      { id, key, before, after: null },
      { reason, action: 'criterion.removed' },
    );
    return {
      result: { planVersion },
      change: {
        subject: { type: 'criterion', id, name: before.metric },
        before: { id, key, ...before },
        after: { reason, planVersion },
      },
      emit: [{ topic: 'plan', ids: [id] }],
    };
  },
);
