import { z } from 'zod';
import { backTest, backTestSchema } from '#core/criteria/back-test.ts';
import { backTestCriterionSchema, type CriterionDefinition } from '#core/criteria/schema.ts';
import { directionOf } from '#core/strictness/criterion.ts';
import { criterionAspects } from '#core/strictness/difference-words.ts';
import { effectOfCriterion } from '#core/strictness/effects/effect-of-criterion.ts';
import { getCriterion } from '../document/get-criterion.ts';
import { hasStarted } from '../document/has-started.ts';
import { loadDocument } from '../document/load-document.ts';
import { withAllDays } from '../evidence/load-evidence.ts';
import { loadMarks } from '../mark/load-marks.ts';
import { query } from '../query.ts';
import type { Tx } from '../scope.ts';
import { findUnapproved } from '../strictness/find-unapproved.ts';
import { aspectViewSchema } from '../strictness/present-change.ts';
import { loadVerdictInputs } from '../verdict/load-verdict-inputs.ts';

/** What a criterion would have said on past days if it were defined like this, beside what it says as it stands. Changes nothing. */
export const backTestCriterion = query(
  {
    can: 'migration.read',
    input: backTestCriterionSchema,
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
    const inputs = await loadVerdictInputs(tx, migrationId, ctx.now(), [after]);
    const evidence = await withAllDays(tx, migrationId, inputs.evidence, ctx.now());
    const marks = await loadMarks(tx, migrationId);
    const direction = directionOf(before, after);
    const names = new Map(evidence.datasets.map(({ id, name }) => [id, name]));
    return {
      direction,
      aspects: criterionAspects(before, after, (id) => names.get(id) ?? id),
      needsApproval: (await hasStarted(tx, migrationId)) && (await waits(tx, migrationId, before, after, names)),
      before: before && backTest(before, evidence, ctx.now(), marks),
      after: backTest(after, evidence, ctx.now(), marks),
    };
  },
);

/** By name, as a plan says it. */
function inPlan(definition: CriterionDefinition | null, names: ReadonlyMap<string, string>): unknown {
  if (definition === null) return null;
  const { scope } = definition;
  const named = scope.kind === 'dataset' ? { kind: 'dataset', dataset: names.get(scope.datasetId) ?? '' } : scope;
  return { ...definition, key: 'asked', scope: named };
}

async function waits(
  tx: Tx,
  migrationId: string,
  before: CriterionDefinition | null,
  after: CriterionDefinition,
  names: ReadonlyMap<string, string>,
): Promise<boolean> {
  const approved = (await findUnapproved(tx, migrationId))?.plan.document ?? (await loadDocument(tx, migrationId));
  const standing = { approved, windows: new Set<string>() };
  return effectOfCriterion(inPlan(before, names), inPlan(after, names), standing) === 'waits';
}
