import { db } from '../db.ts';
import { listMigrationTables, rowsOf } from './rows-of-migration.ts';

/** What stands in a column that must not be empty, by its type. */
const ANY_VALUE: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  text: "'x'",
  int4: '1',
  int8: '1',
  numeric: '1',
  bool: 'false',
  date: 'current_date',
  timestamptz: 'now()',
  json: "'{}'",
  jsonb: "'{}'",
  _text: "'{}'",
  _uuid: "'{}'",
};

/**
 * A row of nothing in particular in each table of the migration that nobody has filled: tables whose commands are not written yet are
 * held by row-level security like the rest. A table with conditions of its own is listed here, and is filled by its commands.
 */
export async function fillEmptyTables(migrationId: string): Promise<void> {
  const filled = await rowsOf(migrationId);
  for (const table of await listMigrationTables()) {
    if (filled.has(table)) continue;
    const columns = await db.$queryRaw<{ name: string; type: string }[]>`
      SELECT quote_ident(a.attname) AS name, t.typname AS type FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = ${table}::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef
        AND a.attidentity = '' AND a.attname <> 'migration_id'`;
    const names = ['migration_id', ...columns.map(({ name }) => name)];
    const values = columns.map(({ name, type }) => {
      const value = ANY_VALUE[type];
      if (value === undefined) throw new Error(`What stands in ${table}.${name}, which is a ${type}?`);
      // Unique over all migrations, such as the hash of a token.
      return type === 'text' ? `${value} || gen_random_uuid()` : value;
    });
    const statement = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${[`'${migrationId}'`, ...values].join(', ')})`;
    await db.$executeRawUnsafe(statement);
  }
}
