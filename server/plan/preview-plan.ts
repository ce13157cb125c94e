import { z } from 'zod';
import { diffPlans } from '#core/plan/diff-plan.ts';
import { previewPlanSchema } from '#core/plan/schema.ts';
import { differenceTitle } from '#core/strictness/difference-words.ts';
import { findReplaceProblems } from '../document/find-replace-problems.ts';
import { loadDocument } from '../document/load-document.ts';
import { query } from '../query.ts';
import { whatWouldWait } from '../strictness/change-plan.ts';
import { throwIfProblems } from '../throw-if-problems.ts';
import { planChangeSchema } from './present.ts';

/** What plan.replace would do with a document, or refuse it for. Nothing is written. */
export const previewPlan = query(
  {
    can: 'migration.read',
    input: previewPlanSchema,
    output: z.strictObject({
      /** To name as `basedOn` when it is applied. */
      planVersion: z.int(),
      changes: z.array(planChangeSchema),
      /** What would wait for a second person then, whoever changed it: "criterion rows". */
      waiting: z.array(z.string()),
    }),
  },
  async (tx, ctx, { document }) => {
    const { migrationId } = ctx;
    const { planVersion } = await tx.migration.findUniqueOrThrow({
      where: { id: migrationId },
      select: { planVersion: true },
    });
    const changes = diffPlans(await loadDocument(tx, migrationId), document);
    const problems = await findReplaceProblems(tx, ctx, document, changes);
    throwIfProblems('The plan does not add up.', problems);
    const waiting = changes.length === 0 ? [] : await whatWouldWait(tx, migrationId, document);
    return { planVersion, changes, waiting: waiting.map(differenceTitle) };
  },
);
