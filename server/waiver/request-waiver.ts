import { z } from 'zod';
import { metricOf } from '#core/criteria/registry.ts';
import { AppError } from '#core/errors.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { expiryProblem, requestWaiverSchema } from '#core/waiver/schema.ts';
import { command } from '../command.ts';
import { getCriterion } from '../document/get-criterion.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { newId } from '../new-id.ts';

/** Asks that a criterion need not be met for a while. It holds from when somebody else has approved it. */
export const requestWaiver = command(
  {
    can: 'criteria.edit',
    input: requestWaiverSchema,
    output: z.strictObject({ id: uuidSchema }),
    audit: 'waiver.requested',
  },
  async (tx, ctx, { criterionId, reason, expiresAt }) => {
    const { migrationId, actor } = ctx;
    const now = ctx.now();
    // One after the other: two who ask at once would both find that nobody has asked.
    await lockPlan(tx, migrationId);
    const { key, definition } = await getCriterion(tx, migrationId, criterionId);
    const problem = expiryProblem(expiresAt, now);
    if (problem) {
      const problems = [{ pointer: '/expiresAt', message: problem }];
      throw new AppError('UNPROCESSABLE', 'A waiver cannot hold that long.', { problems });
    }
    const waiting = await tx.waiver.findFirst({
      where: { migrationId, criterionId, approved: null, withdrawnAt: null, expiresAt: { gt: now } },
      select: { requestedBy: true },
    });
    if (waiting) throw new AppError('CONFLICT', `${waiting.requestedBy} has asked for a waiver of it already.`);
    const id = newId();
    const requestedBy = 'name' in actor ? actor.name : '';
    const requestedById = actor.type === 'user' ? actor.id : null;
    await tx.waiver.create({
      data: { id, migrationId, criterionId, reason, requestedAt: now, requestedById, requestedBy, expiresAt },
    });
    return {
      result: { id },
      change: {
        subject: { type: 'waiver', id, name: `${metricOf(definition.metric).name} (${key})` },
        after: { criterionId, reason, expiresAt },
      },
      emit: [{ topic: 'plan', ids: [criterionId] }],
    };
  },
);
