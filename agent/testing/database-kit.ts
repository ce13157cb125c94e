import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, describe } from 'vitest';
import { createEmptyDatabase } from '../../server/testing/database.ts';
import type { Connection, ConnectionInput } from '../connector/registry.ts';
import { createMariadbDatabase, hasMariadb } from './mariadb-database.ts';

/** A database to plant things in: real, empty, and gone after the test file. */
export type TestDatabase = {
  connection: ConnectionInput;
  /** Runs statements, as the business would, on a connection of its own that may write. */
  exec(sql: string): Promise<void>;
};

/** MariaDB stands for MySQL too: one connector reads both. */
export type Engine = Exclude<Connection['engine'], 'mysql'>;

const kits = { postgresql: createPostgresql, sqlite: createSqlite, mariadb: createMariadb } satisfies Record<
  Engine,
  () => Promise<TestDatabase>
>;

export async function createDatabase(engine: Engine): Promise<TestDatabase> {
  return await kits[engine]();
}

/** `describe.each` over cases that need engines; one whose engine is not here is skipped. */
export function describeEngines<T extends { engines: readonly Engine[] }>(
  cases: readonly T[],
  title: string,
  body: (one: T) => void,
): void {
  for (const one of cases) {
    const missing = one.engines.includes('mariadb') && !hasMariadb;
    (missing ? describe.skip : describe).each([one])(title, body);
  }
}

async function createPostgresql(): Promise<TestDatabase> {
  const url = await createEmptyDatabase();
  const client = new pg.Client({ connectionString: url });
  // The database is dropped by force when the file is through.
  client.on('error', () => {});
  await client.connect();
  afterAll(() => client.end().catch(() => {}));
  return {
    connection: { engine: 'postgresql', url },
    exec: async (sql) => void (await client.query(sql)),
  };
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'parallax-agent-'));
  const file = join(folder, 'legacy.db');
  const db = new DatabaseSync(file);
  db.exec('pragma journal_mode = wal');
  afterAll(async () => {
    db.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { connection: { engine: 'sqlite', file }, exec: async (sql) => db.exec(sql) };
}

async function createMariadb(): Promise<TestDatabase> {
  const { url, exec } = await createMariadbDatabase();
  return { connection: { engine: 'mariadb', url }, exec };
}
