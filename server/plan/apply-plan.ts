import { z } from 'zod';
import { AppError, type Problem } from '#core/errors.ts';
import { diffPlans, type PlanChange } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { applyPlanSchema } from '#core/plan/schema.ts';
import { command } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import { saveCriteria } from '../criterion/save-criteria.ts';
import { retireDatasets } from '../dataset/retire-datasets.ts';
import { saveChecks } from '../dataset/save-checks.ts';
import { saveDatasets } from '../dataset/save-datasets.ts';
import type { Tx } from '../scope.ts';
import { changePlan } from './change-plan.ts';
import { findReplaceProblems } from './find-replace-problems.ts';
import { lockPlan } from './lock-plan.ts';
import { planChangeSchema } from './present.ts';
import { saveItems } from './save-items.ts';

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
      await makeSo(tx, ctx, document, differing);
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

/** Writes what differs, as part of a change of the plan. Everything that is wrong is told at once, and then nothing is written. */
export async function makeSo(
  tx: Tx,
  ctx: MigrationContext,
  document: PlanDocument,
  changes: readonly PlanChange[],
): Promise<void> {
  const parts = new Set(changes.map(({ part }) => part));
  refuse(await findReplaceProblems(tx, ctx, document, changes));
  // Not even another order of what has none.
  if (changes.length === 0) return;
  if (parts.has('migration') || parts.has('settings')) {
    const { slug: _, ...migration } = document.migration;
    const data = { ...migration, settings: document.settings };
    await tx.migration.update({ where: { id: ctx.migrationId }, data, select: { id: true } });
  }
  await saveItems(tx, ctx, document);
  if (parts.has('datasets')) {
    const differing = new Set(changes.filter(({ part }) => part === 'datasets').map(({ name }) => name));
    const datasets = document.datasets.filter(({ name }) => differing.has(name));
    refuse(await retireDatasets(tx, ctx, document));
    await saveChecks(tx, ctx, await saveDatasets(tx, ctx, datasets));
  }
  if (parts.has('criteria')) await saveCriteria(tx, ctx, document.criteria);
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new AppError('UNPROCESSABLE', 'The plan does not add up.', { problems });
}
