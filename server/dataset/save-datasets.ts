import type { DeclareDatasets } from '#core/dataset/schema.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';

type Declared = DeclareDatasets['datasets'][number];
export type SavedDataset = Declared & { id: string };

/** Inserts or changes by name; in the order in which they were declared. The plan is locked by the caller. */
export async function saveDatasets(
  tx: Tx,
  ctx: MigrationContext,
  datasets: readonly Declared[],
): Promise<SavedDataset[]> {
  const domains = await saveDomains(tx, ctx, datasets);
  const ids = await idsByName(tx, ctx.migrationId);
  const saved: SavedDataset[] = [];
  for (const dataset of datasets) {
    const { domain, checks: _, ...fields } = dataset;
    const domainId = domains.get(domain);
    if (domainId === undefined) throw new Error(`The domain "${domain}" was not saved.`);
    const id = ids.get(dataset.name) ?? newId();
    const data = { ...fields, domainId };
    await tx.dataset.upsert({
      where: { migrationId_id: { migrationId: ctx.migrationId, id } },
      create: { id, migrationId: ctx.migrationId, createdAt: ctx.now(), ...data },
      update: data,
      select: { id: true },
    });
    saved.push({ ...dataset, id });
  }
  return saved;
}

async function saveDomains(tx: Tx, ctx: MigrationContext, datasets: readonly Declared[]): Promise<Map<string, string>> {
  const { migrationId } = ctx;
  const names = [...new Set(datasets.map((dataset) => dataset.domain))];
  await tx.domain.createMany({ data: names.map((name) => ({ id: newId(), migrationId, name })), skipDuplicates: true });
  const rows = await tx.domain.findMany({
    where: { migrationId, name: { in: names } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [name, id]));
}

async function idsByName(tx: Tx, migrationId: string): Promise<Map<string, string>> {
  const rows = await tx.dataset.findMany({ where: { migrationId }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [name, id]));
}
