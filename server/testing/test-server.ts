import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { applyMigrations } from '../migrate/apply-migrations.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { DATABASE_PREFIX, databaseName, isOrphan } from './database-name.ts';
import { onServer, withDatabase } from './on-server.ts';

export type TestServer = {
  /** A connection string whose account may create databases. */
  adminUrl: string;
  /** A database with every schema migration applied, to be cloned. */
  templateName: string;
  stop(): Promise<void>;
};

/** The PostgreSQL the tests run on: a throw-away one, or TEST_DATABASE_URL, where only our own databases are touched. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  const embedded = given
    ? null
    : await startPostgres({ home: await mkdtemp(join(tmpdir(), 'parallax-test-')), throwAway: true });
  const adminUrl = given ?? embedded?.url('postgres') ?? '';
  const templateName = databaseName('template');
  try {
    if (given) await dropOrphans(adminUrl);
    await onServer(adminUrl, (client) => client.query(`CREATE DATABASE ${templateName}`));
    await applyMigrations(withDatabase(adminUrl, templateName));
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  return {
    adminUrl,
    templateName,
    stop: async () => {
      if (embedded) await embedded.stop();
      else await onServer(adminUrl, dropOwn);
    },
  };
}

/** Databases of test runs that were killed: a server of one's own is not thrown away with them. */
async function dropOrphans(adminUrl: string): Promise<void> {
  await onServer(adminUrl, async (client) => {
    for (const name of await listDatabases(client)) if (isOrphan(name)) await drop(client, name);
  });
}

async function dropOwn(client: pg.Client): Promise<void> {
  const own = databaseName('');
  for (const name of await listDatabases(client)) if (name.startsWith(own)) await drop(client, name);
}

async function listDatabases(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [DATABASE_PREFIX],
  );
  return rows.map((row) => row.datname);
}

async function drop(client: pg.Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}
