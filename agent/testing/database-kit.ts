import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll } from 'vitest';
import { createEmptyDatabase } from '../../server/testing/database.ts';
import type { Connection, ConnectionInput } from '../connector/registry.ts';

/** A database to plant things in: real, empty, and gone after the test file. */
export type TestDatabase = {
  connection: ConnectionInput;
  /** Runs statements, as the business would, on a connection of its own that may write. */
  exec(sql: string): Promise<void>;
};

export type Engine = Connection['engine'];

const kits = { postgresql: createPostgresql, sqlite: createSqlite } satisfies Record<
  Engine,
  () => Promise<TestDatabase>
>;

export async function createDatabase(engine: Engine): Promise<TestDatabase> {
  return await kits[engine]();
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
