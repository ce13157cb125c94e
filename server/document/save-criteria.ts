import type { PlanCriterion } from '#core/criteria/schema.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import { type CriterionChange, changeCriteria } from './change-criteria.ts';
import { loadCriteria } from './load-criteria.ts';

/** Makes the criteria what the plan says, by key. The plan is locked by the caller, and datasets are saved. */
export async function saveCriteria(tx: Tx, ctx: MigrationContext, criteria: readonly PlanCriterion[]): Promise<void> {
  const { migrationId } = ctx;
  const datasets = await tx.dataset.findMany({ where: { migrationId }, select: { id: true, name: true } });
  const idOf = new Map(datasets.map(({ id, name }) => [name, id]));
  const known = new Map((await loadCriteria(tx, migrationId)).map((criterion) => [criterion.key, criterion]));
  const wanted = criteria.map(({ key, scope, ...rest }): CriterionChange => {
    const { id = newId(), definition: before = null } = known.get(key) ?? {};
    const after = {
      ...rest,
      scope: scope.kind === 'dataset' ? { kind: scope.kind, datasetId: idOf.get(scope.dataset) ?? '' } : scope,
    };
    return { id, key, before, after };
  });
  const keys = new Set(criteria.map(({ key }) => key));
  const gone = [...known.values()]
    .filter(({ key }) => !keys.has(key))
    .map(({ id, key, definition }): CriterionChange => ({ id, key, before: definition, after: null }));
  await changeCriteria(tx, ctx, [...wanted, ...gone]);
}
