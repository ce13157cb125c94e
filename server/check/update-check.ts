import { z } from 'zod';
import { updateCheckSchema } from '#core/check/schema.ts';
import { AppError } from '#core/errors.ts';
import { command } from '../command.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { checkColumns, presentCheck } from '../document/present-check.ts';
import { changePlan } from '../strictness/change-plan.ts';

/** Changes when a check is due and what it accepts. Evidence that is there keeps the plan version it was received under. */
export const updateCheck = command(
  {
    can: 'plan.edit',
    input: updateCheckSchema,
    output: z.strictObject({ planVersion: z.int() }),
    audit: 'check.updated',
  },
  async (tx, ctx, { checkId, schedule, tolerances, enabled }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const where = { migrationId_id: { migrationId, id: checkId } };
    const found = await tx.check.findUnique({ where, select: checkColumns });
    if (!found) throw new AppError('NOT_FOUND', 'There is no such check in this migration.');
    const data = { schedule, tolerances, enabled };
    const { result: updated, planVersion } = await changePlan(tx, ctx, { action: 'check.updated' }, () =>
      tx.check.update({ where, data, select: checkColumns }),
    );
    return {
      result: { planVersion },
      change: {
        subject: { type: 'check', id: checkId, name: found.kind },
        before: presentCheck(found),
        after: { ...presentCheck(updated), planVersion },
      },
      emit: [{ topic: 'plan', ids: [checkId] }],
    };
  },
);
