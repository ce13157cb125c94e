import { onServer } from './on-server.ts';

/** Every row of every table as text: for looking for what must not be there. */
export async function dumpDatabase(url = process.env.DATABASE_URL ?? ''): Promise<string> {
  return await onServer(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      parts.push(`${name}\n${rows.map(({ row }) => row).join('\n')}`);
    }
    return parts.join('\n');
  });
}
