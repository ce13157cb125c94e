import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { diffPlans } from '#core/plan/diff-plan.ts';
import { applyPlanSchema } from '#core/plan/schema.ts';
import { command } from '../command.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { writeDocument } from '../document/write-document.ts';
import { changePlan } from '../strictness/change-plan.ts';
import { planChangeSchema } from './present.ts';

/** Makes the plan what the document says, whole: what it does not name goes. Said again it changes nothing. */
export const applyPlan = command(
  {
    can: 'plan.edit',
    input: applyPlanSchema,
    output: z.strictObject({ planVersion: z.int(), changes: z.array(planChangeSchema) }),
    audit: 'plan.applied',
  },
  async (tx, ctx, { document, basedOn }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const { planVersion: before } = await tx.migration.findUniqueOrThrow({ where: { id: migrationId } });
    if (basedOn !== undefined && basedOn !== before) {
      throw new AppError(
        'CONFLICT',
        `The plan is at version ${before}, this was made from version ${basedOn}. Look at the difference again.`,
      );
    }
    const { result: changes, planVersion } = await changePlan(tx, ctx, { action: 'plan.applied' }, async (current) => {
      const differing = diffPlans(current, document);
      await writeDocument(tx, ctx, document, differing);
      return differing;
    });
    return {
      result: { planVersion, changes },
      change:
        changes.length === 0
          ? null
          : {
              subject: { type: 'plan', id: String(planVersion) },
              before: { planVersion: before },
              after: { planVersion, changes: changes.map(({ part, name, kind }) => ({ part, name, kind })) },
            },
      emit: changes.length === 0 ? [] : [{ topic: 'plan', ids: [] }],
    };
  },
);
