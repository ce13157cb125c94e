import { z } from 'zod';
import { criterionDefinitionSchema } from '#core/criteria/schema.ts';
import { AppError } from '#core/errors.ts';
import { nameSchema, uuidSchema } from '#core/schema-parts.ts';
import { command } from '../command.ts';
import { lockPlan, writePlanVersion } from '../plan/write-plan-version.ts';
import { criterionColumns, presentCriterion } from './present.ts';

const definition = criterionDefinitionSchema.shape;

/** Changes a criterion. The trail and the plan's version keep what it was, so that loosening it shows. */
export const updateCriterion = command(
  {
    can: 'criteria.edit',
    input: z.strictObject({
      migrationId: uuidSchema,
      criterionId: uuidSchema,
      comparator: definition.comparator.optional(),
      threshold: definition.threshold.optional(),
      // Not the definition's own: there a field that is left out falls back to its default, here it stays as it is.
      scope: definition.scope.unwrap().optional(),
      blocking: z.boolean().optional(),
      ownerTeam: nameSchema.nullable().optional(),
    }),
    output: z.strictObject({ planVersion: z.int() }),
    audit: 'criterion.updated',
  },
  async (tx, ctx, { migrationId: _, criterionId, ...data }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const where = { migrationId_id: { migrationId, id: criterionId } };
    const found = await tx.criterion.findUnique({ where, select: criterionColumns });
    if (!found) throw new AppError('NOT_FOUND', 'There is no such criterion in this migration.');
    refuseNoThreshold(found.metric, data.threshold);
    const updated = await tx.criterion.update({ where, data, select: criterionColumns });
    const planVersion = await writePlanVersion(tx, ctx, migrationId, 'criterion.updated');
    return {
      result: { planVersion },
      change: {
        subject: { type: 'criterion', id: criterionId, name: found.metric },
        before: presentCriterion(found),
        after: { ...presentCriterion(updated), planVersion },
      },
      emit: [{ topic: 'plan', ids: [criterionId] }],
    };
  },
);

/** Only a response time has a threshold elsewhere: the SLA of its check. */
function refuseNoThreshold(metric: string, threshold: string | null | undefined): void {
  if (threshold !== null || metric === 'response_time_at_peak') return;
  const problems = [{ pointer: '/threshold', message: 'must be a number for this metric' }];
  throw new AppError('UNPROCESSABLE', 'This criterion needs a threshold.', { problems });
}
