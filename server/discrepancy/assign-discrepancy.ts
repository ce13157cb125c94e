import { assignDiscrepancySchema } from '#core/discrepancy/schema.ts';
import { AppError } from '#core/errors.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { getDiscrepancyForChange } from './get-for-change.ts';

/** Makes a member responsible for a discrepancy; null takes it from whoever was. */
export const assignDiscrepancy = command(
  {
    can: 'discrepancy.triage',
    input: assignDiscrepancySchema,
    output: okSchema,
    audit: 'discrepancy.assigned',
  },
  async (tx, ctx, { id, userId }) => {
    const { migrationId } = ctx;
    const { row, subject } = await getDiscrepancyForChange(tx, migrationId, id);
    if (row.assigneeId === userId) return { result: OK, change: null };
    if (userId !== null && (await tx.membership.count({ where: { migrationId, userId } })) === 0) {
      throw new AppError('UNPROCESSABLE', 'Only a member of the migration can be made responsible.', {
        problems: [{ pointer: '/userId', message: 'is not a member of this migration' }],
      });
    }
    const { count } = await tx.discrepancy.updateMany({
      where: { migrationId, id, assigneeId: row.assigneeId },
      data: { assigneeId: userId },
    });
    if (count === 0) throw new AppError('CONFLICT', 'Somebody else has just assigned this discrepancy.');
    return {
      result: OK,
      change: { subject, before: { assigneeId: row.assigneeId }, after: { assigneeId: userId } },
      emit: [{ topic: 'discrepancy', ids: [id] }],
    };
  },
);
