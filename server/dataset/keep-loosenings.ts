import { datasetDirection } from '#core/dataset/loosens.ts';
import type { MigrationContext } from '../context.ts';
import { hasStarted } from '../criterion/has-started.ts';
import { recordChanges } from '../criterion/record-changes.ts';
import type { Tx } from '../scope.ts';
import { loadDeclared } from './load-declared.ts';

/**
 * The one way in which datasets and checks change once a migration is there. What asks less of them after the start stands in the ledger of
 * changes and waits for a second person, as a loosened criterion does; everything else is told by the versions of the plan. The plan is
 * locked by the caller, who writes its version afterwards.
 */
export async function keepLoosenings<T>(tx: Tx, ctx: MigrationContext, change: () => Promise<T>): Promise<T> {
  const { migrationId } = ctx;
  if (!(await hasStarted(tx, migrationId))) return await change();
  const before = await loadDeclared(tx, migrationId);
  const result = await change();
  const after = new Map((await loadDeclared(tx, migrationId)).map(({ id, dataset }) => [id, dataset]));
  const loosened = before.flatMap(({ id, dataset }) => {
    const is = after.get(id) ?? null;
    const change = { subject: 'dataset' as const, id, key: dataset.name, before: dataset, after: is };
    return datasetDirection(dataset, is) === 'loosens' ? [{ ...change, direction: 'loosens' as const }] : [];
  });
  await recordChanges(tx, ctx, loosened, '');
  return result;
}
