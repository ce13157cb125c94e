import type { Problem } from '#core/errors.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';

type Named = { id: string; name: string };

/** Datasets that the plan no longer names go, unless evidence stands on them; checks it no longer names stop. */
export async function retireDatasets(tx: Tx, ctx: MigrationContext, plan: PlanDocument): Promise<Problem[]> {
  const { migrationId } = ctx;
  const kindsOf = new Map(plan.datasets.map(({ name, checks }) => [name, new Set<string>(checks.map((c) => c.kind))]));
  const rows = await tx.dataset.findMany({
    where: { migrationId },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, checks: { select: { id: true, kind: true, enabled: true } } },
  });
  for (const enabled of [true, false]) {
    const turned = rows.flatMap(({ name, checks }) => {
      const kinds = kindsOf.get(name);
      return checks.flatMap(({ id, ...check }) =>
        kinds && check.enabled !== enabled && kinds.has(check.kind) === enabled ? [id] : [],
      );
    });
    if (turned.length === 0) continue;
    await tx.check.updateMany({ where: { migrationId, id: { in: turned } }, data: { enabled } });
  }
  return await removeDatasets(
    tx,
    migrationId,
    rows.filter(({ name }) => !kindsOf.has(name)),
  );
}

async function removeDatasets(tx: Tx, migrationId: string, datasets: readonly Named[]): Promise<Problem[]> {
  const problems = await evidenceProblems(tx, migrationId, datasets);
  if (problems.length > 0 || datasets.length === 0) return problems;
  const ids = datasets.map(({ id }) => id);
  await tx.check.deleteMany({ where: { migrationId, datasetId: { in: ids } } });
  await tx.dataset.deleteMany({ where: { migrationId, id: { in: ids } } });
  return [];
}

/** Why some of these datasets cannot go: evidence stands on them. */
export async function evidenceProblems(tx: Tx, migrationId: string, datasets: readonly Named[]): Promise<Problem[]> {
  const ids = datasets.map(({ id }) => id);
  const used = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM unnest(${ids}::uuid[]) AS d (id)
    WHERE EXISTS (SELECT FROM run WHERE migration_id = ${migrationId}::uuid AND dataset_id = d.id)`;
  const known = new Set(used.map(({ id }) => id));
  return datasets.flatMap(({ id, name }) => {
    if (!known.has(id)) return [];
    const message = `"${name}" has evidence and cannot be left out: declare it again, without checks to stop comparing it`;
    return [{ pointer: '/datasets', message }];
  });
}
