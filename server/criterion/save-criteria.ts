import type { PlanCriterion } from '#core/criteria/schema.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';

/** Makes the criteria what the plan says, by key. The plan is locked by the caller, and datasets are saved. */
export async function saveCriteria(tx: Tx, ctx: MigrationContext, criteria: readonly PlanCriterion[]): Promise<void> {
  const { migrationId } = ctx;
  const datasets = await tx.dataset.findMany({ where: { migrationId }, select: { id: true, name: true } });
  const idOf = new Map(datasets.map(({ id, name }) => [name, id]));
  const known = await tx.criterion.findMany({ where: { migrationId }, select: { id: true, key: true } });
  const ids = new Map(known.map(({ id, key }) => [key, id]));
  for (const { key, scope, gates = [], windowDays = null, options, ...rest } of criteria) {
    const id = ids.get(key) ?? newId();
    const data = {
      ...rest,
      scope: scope.kind === 'dataset' ? { kind: 'dataset', datasetId: idOf.get(scope.dataset) ?? '' } : scope,
      gates,
      windowDays,
      options: options ?? Prisma.DbNull,
    };
    await tx.criterion.upsert({
      where: { migrationId_id: { migrationId, id } },
      create: { id, migrationId, key, createdAt: ctx.now(), ...data },
      update: data,
      select: { id: true },
    });
    ids.delete(key);
  }
  await tx.criterion.deleteMany({ where: { migrationId, id: { in: [...ids.values()] } } });
}
