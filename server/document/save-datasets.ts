import type { DeclareDatasets } from '#core/dataset/schema.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';

type Declared = DeclareDatasets['datasets'][number];
export type SavedDataset = Declared & { id: string };

/** Inserts or changes by name, in one statement; ids are in the order in which they were declared. The plan is locked by the caller. */
export async function saveDatasets(
  tx: Tx,
  ctx: MigrationContext,
  datasets: readonly Declared[],
): Promise<SavedDataset[]> {
  const domains = await saveDomains(tx, ctx, datasets);
  const ids = await idsByName(tx, ctx.migrationId);
  const saved = datasets.map((dataset) => ({ ...dataset, id: ids.get(dataset.name) ?? newId() }));
  const rows = saved.map(({ domain, checks: _, ...fields }) => ({ ...fields, domainId: domains.get(domain) }));
  await tx.$executeRaw`
    INSERT INTO dataset (id, migration_id, domain_id, name, legacy_ref, target_ref, key_columns, columns, money_column,
                         watermark_column, criticality, owner_team, wave, may_be_empty, lag_ms, created_at)
    SELECT d.id, ${ctx.migrationId}::uuid, d."domainId", d.name, d."legacyRef", d."targetRef", d."keyColumns", d.columns, d."moneyColumn",
           d."watermarkColumn", d.criticality, d."ownerTeam", d.wave, d."mayBeEmpty", d."lagMs", ${ctx.now()}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS d (id uuid, "domainId" uuid, name text, "legacyRef" text, "targetRef" text, "keyColumns" text[], columns jsonb, "moneyColumn" text,
            "watermarkColumn" text, criticality text, "ownerTeam" text, wave int, "mayBeEmpty" boolean, "lagMs" bigint)
    ON CONFLICT (migration_id, id) DO UPDATE SET
      domain_id = excluded.domain_id, name = excluded.name, legacy_ref = excluded.legacy_ref, target_ref = excluded.target_ref,
      key_columns = excluded.key_columns, columns = excluded.columns, money_column = excluded.money_column,
      watermark_column = excluded.watermark_column, criticality = excluded.criticality, owner_team = excluded.owner_team,
      wave = excluded.wave, may_be_empty = excluded.may_be_empty, lag_ms = excluded.lag_ms`;
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
