import { z } from 'zod';
import { criterionDefinitionSchema, updateCriterionSchema } from '#core/criteria/schema.ts';
import { command } from '../command.ts';
import { getCriterion } from '../document/get-criterion.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { changeCriterion } from './change-criterion.ts';

/** Changes a criterion. What it was stays in the ledger of changes; if that loosens it, a second person has to approve it. */
export const updateCriterion = command(
  {
    can: 'criteria.edit',
    input: updateCriterionSchema,
    output: z.strictObject({ planVersion: z.int() }),
    audit: 'criterion.updated',
  },
  async (tx, ctx, { migrationId: _, criterionId, reason, ...given }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const { id, key, definition: before } = await getCriterion(tx, migrationId, criterionId);
    const after = criterionDefinitionSchema.parse(withoutNulls({ ...before, ...given }));
    const planVersion = await changeCriterion(
      tx,
      ctx,
      { id, key, before, after },
      { reason, action: 'criterion.updated' },
    );
    return {
      result: { planVersion },
      change: {
        subject: { type: 'criterion', id, name: before.metric },
        before: { id, key, ...before },
        after: { id, key, ...after, reason, planVersion },
      },
      emit: [{ topic: 'plan', ids: [id] }],
    };
  },
);

/** Null says in a change what leaving it out says in a definition. */
function withoutNulls({ gates, windowDays, options, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return { ...rest, gates: gates ?? undefined, windowDays: windowDays ?? undefined, options: options ?? undefined };
}
