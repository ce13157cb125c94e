import { db } from '../db.ts';

/** Every table that says of each row to which migration it belongs. */
export async function listMigrationTables(): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'migration_id' AND NOT a.attisdropped
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`;
  return rows.map(({ name }) => name);
}

/** Everything a migration has, as text, by table; a table without a row of it is not there. */
export async function rowsOf(migrationId: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const table of await listMigrationTables()) {
    const [row] = await db.$queryRawUnsafe<{ text: string | null }[]>(
      `SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS text FROM ${table} t WHERE migration_id = $1::uuid`,
      migrationId,
    );
    if (row?.text) found.set(table, row.text);
  }
  return found;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Every id that stands anywhere in what a migration has, and nowhere in what others have. */
export async function idsOf(migrationId: string): Promise<readonly string[]> {
  const others = await db.migration.findMany({ where: { id: { not: migrationId } }, select: { id: true } });
  const elsewhere = new Set<string>();
  for (const { id } of others) for (const found of idsIn(await rowsOf(id))) elsewhere.add(found);
  return [...idsIn(await rowsOf(migrationId))].filter((id) => !elsewhere.has(id));
}

const idsIn = (rows: ReadonlyMap<string, string>) => new Set([...rows.values()].join('\n').match(UUID));
