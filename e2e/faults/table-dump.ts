import { onServer } from '#server/testing/on-server.ts';

/** What a refused call may write: the log of calls, and when a key was last used. */
const APART = ['request_log', 'api_key'];
/** Open pages of agents hear of a refusal. */
const LOG_APART = "AND topic <> 'agent'";

/** A hash of every table that belongs to a migration: whatever is written there changes it. */
export async function hashTables(
  migrationId: string,
  url = process.env.DATABASE_URL ?? '',
): Promise<Record<string, string>> {
  return await onServer(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       JOIN pg_class p ON p.oid = quote_ident(table_name)::regclass
       WHERE table_schema = 'public' AND column_name = 'migration_id' AND table_type = 'BASE TABLE' AND NOT p.relispartition
         AND table_name <> ALL($1)`,
      [APART],
    );
    const hashes: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ hash: string }>(
        `SELECT count(*) || ' rows ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS hash
         FROM ${name} t WHERE migration_id = $1 ${name === 'outbox_event' ? LOG_APART : ''}`,
        [migrationId],
      );
      hashes[name] = rows[0]?.hash ?? '';
    }
    return hashes;
  });
}

/** The tables whose contents are no longer the same. */
export function changedTables(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after).filter((name) => before[name] !== after[name]);
}
