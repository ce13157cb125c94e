import { z } from 'zod';
import { backTest, backTestSchema } from '#core/criteria/back-test.ts';
import { directionOf } from '#core/criteria/loosens.ts';
import { criterionDefinitionSchema } from '#core/criteria/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { withAllDays } from '../evidence/load-evidence.ts';
import { loadMarks } from '../plan/load-marks.ts';
import { query } from '../query.ts';
import { loadGround } from '../verdict/judge-migration.ts';
import { getCriterion } from './get-criterion.ts';
import { hasStarted } from './has-started.ts';
import { aspectViewSchema, aspectViews } from './present-change.ts';

/** What a criterion would have said on past days if it were defined like this, beside what it says as it stands. Changes nothing. */
export const backTestCriterion = query(
  {
    can: 'migration.read',
    input: z.strictObject({
      migrationId: uuidSchema,
      /** The one that is to be changed; left out: a new one. */
      criterionId: uuidSchema.optional(),
      definition: criterionDefinitionSchema,
    }),
    output: z.strictObject({
      direction: z.enum(['loosens', 'tightens', 'changes', 'added', 'removed']).nullable(),
      aspects: z.array(aspectViewSchema),
      /** Whether saving it would wait for a second person. */
      needsApproval: z.boolean(),
      before: backTestSchema.nullable(),
      after: backTestSchema,
    }),
  },
  async (tx, ctx, { criterionId, definition: after }) => {
    const { migrationId } = ctx;
    const before = criterionId ? (await getCriterion(tx, migrationId, criterionId)).definition : null;
    const ground = await loadGround(tx, migrationId, ctx.now(), [after]);
    const evidence = await withAllDays(tx, migrationId, ground.evidence, ctx.now());
    const marks = await loadMarks(tx, migrationId);
    const direction = directionOf(before, after);
    const names = new Map(evidence.datasets.map(({ id, name }) => [id, name]));
    return {
      direction,
      aspects: aspectViews(before, after, (id) => names.get(id) ?? id),
      needsApproval: direction === 'loosens' && (await hasStarted(tx, migrationId)),
      before: before && backTest(before, evidence, ctx.now(), marks),
      after: backTest(after, evidence, ctx.now(), marks),
    };
  },
);
