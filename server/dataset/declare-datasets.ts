import { z } from 'zod';
import { checkKindSchema } from '#core/check/schema.ts';
import { findDatasetProblems } from '#core/dataset/find-dataset-problems.ts';
import { type DeclareDatasets, declareDatasetsSchema } from '#core/dataset/schema.ts';
import { AppError, type Problem } from '#core/errors.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { findColumnTwins, findTwinProblems, plainTwins } from '#core/plan/find-twin-problems.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { mayTouchDataset } from '../actor.ts';
import { command } from '../command.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { saveChecks } from '../document/save-checks.ts';
import { saveDatasets } from '../document/save-datasets.ts';
import { changePlan } from '../strictness/change-plan.ts';
import { throwIfProblems } from '../throw-if-problems.ts';
import { withUsualChecks } from './with-usual-checks.ts';

/**
 * Datasets with their checks, in one call and one plan version: created or changed by name, nothing is removed. Saying the same
 * again changes nothing. A new dataset without checks gets those of the plan's settings. People name the migration, a key knows its own.
 */
export const declareDatasets = command(
  {
    can: 'plan.edit',
    narrows: true,
    input: declareDatasetsSchema,
    output: z.strictObject({
      planVersion: z.int(),
      datasets: z.array(z.strictObject({ id: uuidSchema, name: z.string() })),
      checks: z.array(z.strictObject({ id: uuidSchema, datasetId: uuidSchema, kind: checkKindSchema })),
    }),
    audit: 'plan.declared',
  },
  async (tx, ctx, input) => {
    const { migrationId } = ctx;
    throwIfProblems('The plan does not add up.', findDatasetProblems(input.datasets));
    await lockPlan(tx, migrationId);
    const { planVersion: before } = await tx.migration.findUniqueOrThrow({ where: { id: migrationId } });
    const { result, planVersion } = await changePlan(tx, ctx, { action: 'plan.declared' }, async (current) => {
      throwIfProblems('The plan does not add up.', newTwins(current, input.datasets));
      const saved = await saveDatasets(tx, ctx, await withUsualChecks(tx, migrationId, input.datasets));
      return { saved, checks: await saveChecks(tx, ctx, saved) };
    });
    const { saved, checks } = result;
    const forbidden = saved.findIndex(({ id }) => !mayTouchDataset(ctx.actor, id));
    if (forbidden >= 0) throw new AppError('FORBIDDEN', `This key is not for the dataset "${saved[forbidden]?.name}".`);
    const datasets = saved.map(({ id, name }) => ({ id, name }));
    return {
      result: { planVersion, datasets, checks },
      change:
        planVersion === before
          ? null
          : {
              subject: { type: 'plan', id: String(planVersion) },
              before: { planVersion: before },
              after: { planVersion, datasets: datasets.map(({ name }) => name) },
            },
      emit: planVersion === before ? [] : [{ topic: 'plan', ids: datasets.map(({ id }) => id) }],
    };
  },
);

/** What would be the name of another dataset or column but for how it is written, and was not there so before. */
function newTwins(current: PlanDocument, declared: DeclareDatasets['datasets']): Problem[] {
  const known = new Set(findTwinProblems(current).map(({ message }) => message));
  const named = new Set(declared.map(({ name }) => name));
  const others = current.datasets.map(({ name }) => name).filter((name) => !named.has(name));
  const names = [...others, ...declared.map(({ name }) => name)];
  return [
    ...plainTwins(names, (i) => `/datasets/${i - others.length}/name`),
    ...declared.flatMap((dataset, i) => findColumnTwins(dataset, `/datasets/${i}`)),
  ].filter(({ message }) => !known.has(message));
}
