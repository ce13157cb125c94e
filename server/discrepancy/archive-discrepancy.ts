import { nextStatus } from '#core/discrepancy/next-status.ts';
import { archiveDiscrepancySchema } from '#core/discrepancy/schema.ts';
import { AppError } from '#core/errors.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { getDiscrepancyForChange } from './get-for-change.ts';

/**
 * Takes a discrepancy out of the inbox. It stays open as far as criteria are concerned: only a run that no longer finds it
 * ends that, and the days on which it was open stay as they were.
 */
export const archiveDiscrepancy = command(
  {
    can: 'discrepancy.triage',
    input: archiveDiscrepancySchema,
    output: okSchema,
    audit: 'discrepancy.archived',
  },
  async (tx, ctx, { id, reason }) => {
    const { migrationId } = ctx;
    const { row, subject } = await getDiscrepancyForChange(tx, migrationId, id);
    if (row.status === 'archived') return { result: OK, change: null };
    const decided = nextStatus({ status: row.status, rowCount: Number(row.rowCount) }, { type: 'archived' });
    if (!decided.ok) throw new AppError('CONFLICT', decided.reason);
    const { count } = await tx.discrepancy.updateMany({
      where: { migrationId, id, status: row.status },
      data: { status: decided.next, archivedReason: reason, archivedAt: ctx.now() },
    });
    if (count === 0) throw new AppError('CONFLICT', 'A run has just changed this discrepancy. Look at it again.');
    return {
      result: OK,
      change: { subject, before: { status: row.status }, after: { status: 'archived', reason } },
      emit: [{ topic: 'discrepancy', ids: [id] }],
    };
  },
);
