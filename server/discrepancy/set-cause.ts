import { setCauseSchema } from '#core/discrepancy/schema.ts';
import { AppError } from '#core/errors.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { getDiscrepancyForChange } from './get-for-change.ts';

/** Says why a discrepancy is there. A cause explains; it never makes a difference count less. */
export const setCause = command(
  {
    can: 'discrepancy.triage',
    input: setCauseSchema,
    output: okSchema,
    audit: 'discrepancy.cause_set',
  },
  async (tx, ctx, { id, cause }) => {
    const { migrationId } = ctx;
    const { row, subject } = await getDiscrepancyForChange(tx, migrationId, id);
    if (row.cause === cause) return { result: OK, change: null };
    const { count } = await tx.discrepancy.updateMany({
      where: { migrationId, id, cause: row.cause },
      data: { cause },
    });
    if (count === 0) throw new AppError('CONFLICT', 'Somebody else has just set the cause of this discrepancy.');
    return {
      result: OK,
      change: { subject, before: { cause: row.cause }, after: { cause } },
      emit: [{ topic: 'discrepancy', ids: [id] }],
    };
  },
);
