import { beforeAll, describe, expect, it } from 'vitest';
import { db } from './db.ts';
import { enterScope, NO_MIGRATION, type Tx } from './scope.ts';
import { makeFullMigrations } from './testing/full-migration.ts';
import { listMigrationTables, rowsOf } from './testing/rows-of-migration.ts';

/** What the role of the application can do in the scope of one migration to the rows of another, by any statement, in any table. */
let own: string;
let other: string;

beforeAll(async () => {
  const [one, two] = await makeFullMigrations();
  own = one.migration.id;
  other = two.migration.id;
}, 120_000);

const inOwn = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  await db.$transaction(async (tx) => {
    await enterScope(tx, { ...NO_MIGRATION, migrations: [own] });
    return await work(tx);
  });

/** How many rows it reached; null where the role may not do this at all, to no row of anybody. */
async function reached(statement: string): Promise<number | null> {
  try {
    return await inOwn((tx) => tx.$executeRawUnsafe(statement));
  } catch (error) {
    if (error instanceof Error && /permission denied/.test(error.message)) return null;
    throw error;
  }
}

const tables = await listMigrationTables();

describe.each(tables)('%s', (table) => {
  it('shows rows of the named migration, and no other', async () => {
    const seen = await inOwn((tx) =>
      tx.$queryRawUnsafe<{ id: string }[]>(`SELECT DISTINCT migration_id::text AS id FROM ${table}`),
    );
    expect(seen).toEqual([{ id: own }]);
    expect((await rowsOf(other)).get(table)).toBeDefined();
  });

  it('lets no row of another be changed, removed, given away or taken', async () => {
    const before = (await rowsOf(other)).get(table);
    const given = `UPDATE ${table} SET migration_id = '${other}'::uuid`;
    const refused = inOwn((tx) => tx.$executeRawUnsafe(given));
    await expect(refused).rejects.toThrow(/row-level security|permission denied/);
    for (const statement of [
      `UPDATE ${table} SET migration_id = migration_id WHERE migration_id = '${other}'`,
      `UPDATE ${table} SET migration_id = '${own}' WHERE migration_id = '${other}'`,
      `DELETE FROM ${table} WHERE migration_id = '${other}'`,
    ]) {
      expect([0, null]).toContain(await reached(statement));
    }
    await expect(inOwn((tx) => tx.$executeRawUnsafe(`TRUNCATE ${table} CASCADE`))).rejects.toThrow(/permission denied/);
    expect((await rowsOf(other)).get(table)).toBe(before);
  });

  it('takes no row for another', async () => {
    const [found] = await db.$queryRawUnsafe<{ row: string; columns: string }[]>(
      `SELECT to_json(t)::text AS row,
              (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
               WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns
       FROM ${table} t WHERE migration_id = '${other}' LIMIT 1`,
    );
    const copy = `INSERT INTO ${table} (${found?.columns}) SELECT ${found?.columns} FROM json_populate_record(null::${table}, $1::json)`;
    const copied = inOwn((tx) => tx.$executeRawUnsafe(copy, found?.row));
    await expect(copied).rejects.toThrow(/row-level security/);
  });
});

it('no partition can be asked by its own name', async () => {
  const partitions = await db.$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relispartition AND relkind = 'r' AND relnamespace = 'public'::regnamespace`;
  expect(partitions.length).toBeGreaterThan(0);
  for (const { name } of partitions) {
    await expect(inOwn((tx) => tx.$queryRawUnsafe(`SELECT 1 FROM ${name}`))).rejects.toThrow(/permission denied/);
  }
});

it('nothing works with more rights than the role but what makes partitions, and there are no views', async () => {
  const functions = await db.$queryRaw<{ name: string }[]>`
    SELECT proname AS name FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace ORDER BY 1`;
  expect(functions.map(({ name }) => name)).toEqual(['parallax_create_partitions']);
  const views = await db.$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace`;
  expect(views).toEqual([]);
  const key = inOwn((tx) => tx.$queryRaw`SELECT * FROM parallax_find_key('plx_')`);
  await expect(key).rejects.toThrow(/permission denied/);
});
