import type { PlanChange } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { throwIfProblems } from '../throw-if-problems.ts';
import { findReplaceProblems } from './find-replace-problems.ts';
import { retireDatasets } from './retire-datasets.ts';
import { saveChecks } from './save-checks.ts';
import { saveCriteria } from './save-criteria.ts';
import { saveDatasets } from './save-datasets.ts';
import { saveItems } from './save-items.ts';

/** Writes what differs, as part of a change of the plan. All problems are reported at once, and then nothing is written. */
export async function writeDocument(
  tx: Tx,
  ctx: MigrationContext,
  document: PlanDocument,
  changes: readonly PlanChange[],
): Promise<void> {
  const parts = new Set(changes.map(({ part }) => part));
  throwIfProblems('The plan does not add up.', await findReplaceProblems(tx, ctx, document, changes));
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
    throwIfProblems('The plan does not add up.', await retireDatasets(tx, ctx, document));
    await saveChecks(tx, ctx, await saveDatasets(tx, ctx, datasets));
  }
  if (parts.has('criteria')) await saveCriteria(tx, ctx, document.criteria);
}
