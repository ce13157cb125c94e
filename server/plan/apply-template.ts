import { z } from 'zod';
import { templateInputSchema } from '#core/templates/schema.ts';
import { command } from '../command.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { writeDocument } from '../document/write-document.ts';
import { changePlan } from '../strictness/change-plan.ts';
import { planChangeSchema } from './present.ts';
import { withTemplate } from './with-template.ts';

/** Adds to the plan what a template has and the plan has not. Removes nothing; done again it changes nothing. */
export const applyTemplate = command(
  {
    can: 'plan.edit',
    input: templateInputSchema,
    output: z.strictObject({ planVersion: z.int(), changes: z.array(planChangeSchema) }),
    audit: 'plan.templateApplied',
  },
  async (tx, ctx, input) => {
    const { migrationId } = ctx;
    const { template, startOn } = input;
    await lockPlan(tx, migrationId);
    const { planVersion: before } = await tx.migration.findUniqueOrThrow({ where: { id: migrationId } });
    const { result: changes, planVersion } = await changePlan(tx, ctx, { action: 'plan.templateApplied' }, async () => {
      const { document, changes: differing } = await withTemplate(tx, migrationId, input);
      await writeDocument(tx, ctx, document, differing);
      return differing;
    });
    const said = changes.map(({ part, name, kind }) => ({ part, name, kind }));
    return {
      result: { planVersion, changes },
      change:
        changes.length === 0
          ? null
          : {
              subject: { type: 'plan', id: String(planVersion) },
              before: { planVersion: before },
              after: { planVersion, template, startOn, changes: said },
            },
      emit: changes.length === 0 ? [] : [{ topic: 'plan', ids: [] }],
    };
  },
);
