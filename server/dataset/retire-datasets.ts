import type { Problem } from '#core/errors.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';

/** Datasets that the plan no longer names go, unless evidence stands on them; checks it no longer names stop. */
export async function retireDatasets(tx: Tx, ctx: MigrationContext, plan: PlanDocument): Promise<Problem[]> {
  const { migrationId } = ctx;
  const wanted = new Map(plan.datasets.map((dataset) => [dataset.name, dataset]));
  const rows = await tx.dataset.findMany({
    where: { migrationId },
    select: { id: true, name: true, checks: { select: { id: true, kind: true, enabled: true } } },
  });
  const problems: Problem[] = [];
  for (const { id, name, checks } of rows) {
    const dataset = wanted.get(name);
    if (!dataset) problems.push(...(await removeDataset(tx, migrationId, { id, name })));
    else {
      const kinds = new Set<string>(dataset.checks.map(({ kind }) => kind));
      for (const check of checks) {
        const enabled = kinds.has(check.kind);
        if (enabled === check.enabled) continue;
        await tx.check.update({
          where: { migrationId_id: { migrationId, id: check.id } },
          data: { enabled },
          select: { id: true },
        });
      }
    }
  }
  return problems;
}

async function removeDataset(
  tx: Tx,
  migrationId: string,
  { id, name }: { id: string; name: string },
): Promise<Problem[]> {
  const problems = await evidenceProblem(tx, migrationId, { id, name });
  if (problems.length > 0) return problems;
  await tx.check.deleteMany({ where: { migrationId, datasetId: id } });
  await tx.dataset.deleteMany({ where: { migrationId, id } });
  return [];
}

/** Why a dataset cannot go: evidence stands on it. */
export async function evidenceProblem(
  tx: Tx,
  migrationId: string,
  { id, name }: { id: string; name: string },
): Promise<Problem[]> {
  const run = await tx.run.findFirst({ where: { migrationId, datasetId: id }, select: { runId: true } });
  if (run === null) return [];
  const message = `"${name}" has evidence and cannot be left out: declare it again, without checks to stop comparing it`;
  return [{ pointer: '/datasets', message }];
}
