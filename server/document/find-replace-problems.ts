import type { Problem } from '#core/errors.ts';
import type { PlanChange } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { findDocumentProblems } from '#core/plan/find-document-problems.ts';
import { newTwinProblems } from '#core/plan/find-twin-problems.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { hasStarted } from './has-started.ts';
import { loadDocument } from './load-document.ts';
import { evidenceProblems } from './retire-datasets.ts';

/** Everything that keeps the plan from becoming what a document says: in itself, and against the evidence that is there. */
export async function findReplaceProblems(
  tx: Tx,
  ctx: MigrationContext,
  document: PlanDocument,
  changes: readonly PlanChange[],
): Promise<Problem[]> {
  return [
    ...findDocumentProblems(document),
    ...newTwinProblems(await loadDocument(tx, ctx.migrationId), document),
    ...(await migrationProblems(tx, ctx, changes)),
    ...(await datasetProblems(tx, ctx, changes)),
    ...(await phaseProblems(tx, ctx, changes)),
  ];
}

/** What evidence is filed by cannot be changed under it. */
async function migrationProblems(
  tx: Tx,
  { migrationId }: MigrationContext,
  changes: readonly PlanChange[],
): Promise<Problem[]> {
  const fields = changes.find(({ part }) => part === 'migration')?.fields ?? [];
  const problems: Problem[] = [];
  if (fields.includes('slug'))
    problems.push({ pointer: '/migration/slug', message: 'is another migration than this one' });
  if (fields.includes('timeZone') || fields.includes('currency')) {
    const isFiled = await hasStarted(tx, migrationId);
    for (const field of !isFiled ? [] : fields.filter((name) => name === 'timeZone' || name === 'currency')) {
      problems.push({
        pointer: `/migration/${field}`,
        message: 'cannot change any more: the parallel run has begun, and its evidence is filed by it',
      });
    }
  }
  return problems;
}

async function datasetProblems(
  tx: Tx,
  { migrationId }: MigrationContext,
  changes: readonly PlanChange[],
): Promise<Problem[]> {
  const gone = changes.flatMap(({ part, kind, name }) => (part === 'datasets' && kind === 'removed' ? [name] : []));
  const rows = await tx.dataset.findMany({
    where: { migrationId, name: { in: gone } },
    select: { id: true, name: true },
  });
  return await evidenceProblems(tx, migrationId, rows);
}

/** What was decided about a phase is about one that stays there. */
async function phaseProblems(
  tx: Tx,
  { migrationId }: MigrationContext,
  changes: readonly PlanChange[],
): Promise<Problem[]> {
  const gone = changes.flatMap(({ part, kind, name }) => (part === 'phases' && kind === 'removed' ? [name] : []));
  if (gone.length === 0) return [];
  const decisions = await tx.decision.findMany({
    where: { migrationId, phase: { in: gone }, state: 'decided', outcome: { in: ['go', 'go_with_conditions'] } },
    orderBy: { number: 'asc' },
    select: { phase: true, number: true },
  });
  return decisions.map(({ phase, number }) => ({
    pointer: '/phases',
    message: `"${phase}" was left by the decision G-${number} and cannot be taken out`,
  }));
}
