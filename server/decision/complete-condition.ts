import { completeConditionSchema } from '#core/decision/schema.ts';
import { AppError } from '#core/errors.ts';
import { byOf } from '../by.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';

/** Says that what a go was made conditional on is done, and what shows it. Said once. */
export const completeCondition = command(
  {
    can: 'decision.vote',
    input: completeConditionSchema,
    output: okSchema,
    audit: 'decision.condition_done',
  },
  async (tx, ctx, { conditionId, evidence }) => {
    const { migrationId } = ctx;
    const by = byOf(ctx);
    const { count } = await tx.decisionCondition.updateMany({
      where: { migrationId, id: conditionId, doneAt: null },
      data: { doneAt: ctx.now(), doneBy: by.name, doneById: by.id, evidence },
    });
    const found = await tx.decisionCondition.findUnique({
      where: { migrationId_id: { migrationId, id: conditionId } },
      select: { decisionId: true, text: true },
    });
    if (!found) throw new AppError('NOT_FOUND', 'There is no such condition in this migration.');
    if (count === 0) throw new AppError('CONFLICT', 'This condition is marked as done already.');
    return {
      result: OK,
      change: { subject: { type: 'condition', id: conditionId, name: found.text }, after: { evidence } },
      emit: [{ topic: 'decision', ids: [found.decisionId] }],
    };
  },
);
