import { withdrawWaiverSchema } from '#core/waiver/schema.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { getWaiverForChange } from './get-for-change.ts';

/** From this moment the criterion has to be met again. That makes nothing easier, so one person is enough. */
export const withdrawWaiver = command(
  {
    can: 'approve',
    input: withdrawWaiverSchema,
    output: okSchema,
    audit: 'waiver.withdrawn',
  },
  async (tx, ctx, { waiverId }) => {
    const { migrationId, actor } = ctx;
    const { criterionId, withdrawnAt } = await getWaiverForChange(tx, migrationId, waiverId);
    if (withdrawnAt !== null) return { result: OK, change: null };
    await tx.waiver.update({
      where: { migrationId_id: { migrationId, id: waiverId } },
      data: { withdrawnAt: ctx.now(), withdrawnBy: 'name' in actor ? actor.name : '' },
      select: { id: true },
    });
    return {
      result: OK,
      change: { subject: { type: 'waiver', id: waiverId }, after: { criterionId } },
      emit: [{ topic: 'plan', ids: [criterionId] }],
    };
  },
);
