import { z } from 'zod';
import { createCriterionSchema } from '#core/criteria/schema.ts';
import { AppError } from '#core/errors.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { command } from '../command.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { newId } from '../new-id.ts';
import { changeCriterion } from './change-criterion.ts';

/** One criterion more. */
export const createCriterion = command(
  {
    can: 'criteria.edit',
    input: createCriterionSchema,
    output: z.strictObject({ id: uuidSchema, planVersion: z.int() }),
    audit: 'criterion.created',
  },
  async (tx, ctx, { migrationId: _, key, reason, ...after }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    if ((await tx.criterion.findFirst({ where: { migrationId, key }, select: { id: true } })) !== null) {
      const problems = [{ pointer: '/key', message: 'is taken by another criterion' }];
      throw new AppError('CONFLICT', `There is a criterion "${key}" already.`, { problems });
    }
    const id = newId();
    const planVersion = await changeCriterion(
      tx,
      ctx,
      { id, key, before: null, after },
      { reason, action: 'criterion.created' },
    );
    return {
      result: { id, planVersion },
      change: {
        subject: { type: 'criterion', id, name: after.metric },
        after: { id, key, ...after, reason, planVersion },
      },
      emit: [{ topic: 'plan', ids: [id] }],
    };
  },
);
