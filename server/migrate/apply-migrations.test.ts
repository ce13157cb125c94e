import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmptyDatabase, createTestDatabase } from '../testing/database.ts';
import { onServer } from '../testing/on-server.ts';
import { applyMigrations } from './apply-migrations.ts';
import { diffMigrations } from './diff-migrations.ts';
import { MIGRATIONS_DIR } from './migration-files.ts';

let dir: string;
let url: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parallax-migrations-'));
  await cp(join(MIGRATIONS_DIR, 'migration_lock.toml'), join(dir, 'migration_lock.toml'));
  url = await createEmptyDatabase();
});
afterEach(() => rm(dir, { recursive: true }));

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(dir, name), { recursive: true });
  await writeFile(join(dir, name, 'migration.sql'), sql);
}
const query = (sql: string) => onServer(url, async (client) => (await client.query(sql)).rows);
const tables = async () =>
  (
    await query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%' ORDER BY 1")
  ).map((row) => row.tablename);

const WITH_SEMICOLONS = `CREATE TABLE a (x text DEFAULT 'one; two'); -- three; four
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;`;

it('applies in order, once, functions and all', async () => {
  await write('20260101000000_first', WITH_SEMICOLONS);
  await write('20260102000000_second', 'CREATE TABLE b AS SELECT f() AS one;');
  expect(await applyMigrations(url, dir)).toEqual(['20260101000000_first', '20260102000000_second']);
  expect(await applyMigrations(url, dir)).toEqual([]);
  expect(await query('SELECT one FROM b')).toEqual([{ one: 1 }]);
});

it('leaves nothing of one that fails, says why, and applies it once it is mended', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (x int);');
  await write('20260102000000_second', 'CREATE TABLE b (x int); CREATE TABEL c (x int);');
  await expect(applyMigrations(url, dir)).rejects.toThrow(
    'The schema migration 20260102000000_second failed and was rolled back whole: syntax error at or near "TABEL"',
  );
  expect(await tables()).toEqual(['a']);
  await write('20260102000000_second', 'CREATE TABLE b (x int); CREATE TABLE c (x int);');
  expect(await applyMigrations(url, dir)).toEqual(['20260102000000_second']);
  expect(await tables()).toEqual(['a', 'b', 'c']);
});

it('goes on after a start that was cut off in the middle of one', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (x int);');
  await applyMigrations(url, dir);
  await write('20260102000000_second', 'CREATE TABLE b (x int);');
  await query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
    VALUES (gen_random_uuid()::text, 'cut off', '20260102000000_second', now(), 0)`);
  expect(await applyMigrations(url, dir)).toEqual(['20260102000000_second']);
});

it('refuses a history that was rewritten, and a database from the future', async () => {
  await write('20260101000000_first', 'CREATE TABLE a (x int);');
  await write('20260102000000_second', 'CREATE TABLE b (x int);');
  await applyMigrations(url, dir);
  await rm(join(dir, '20260102000000_second'), { recursive: true });
  await expect(applyMigrations(url, dir)).rejects.toThrow('This database is newer than this version of Parallax');
  await write('20260102000000_second', 'CREATE TABLE b (y int);');
  await expect(applyMigrations(url, dir)).rejects.toThrow('were changed after they had been applied');
});

it('lets two starts at once apply everything once', async () => {
  await write('20260101000000_first', 'SELECT pg_sleep(0.3); CREATE TABLE a (x int);');
  const applied = await Promise.all([applyMigrations(url, dir), applyMigrations(url, dir)]);
  expect(applied.flat()).toEqual(['20260101000000_first']);
});

it('is what prisma/schema describes, but for indexes and generated columns written by hand', async () => {
  const sql = await diffMigrations(await createTestDatabase());
  const forgotten = sql
    .split('\n')
    .filter((line) => /^CREATE TABLE|ADD COLUMN|DROP TABLE|SET DATA TYPE|NOT NULL/.test(line));
  expect(forgotten, `prisma/schema has changed: npm run new-migration -- NAME\n${sql}`).toEqual([]);
  expect(await readFile(join(MIGRATIONS_DIR, 'migration_lock.toml'), 'utf8')).toContain('postgresql');
});
