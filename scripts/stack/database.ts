import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { applyMigrations, MigrationError } from '#server/migrate/apply-migrations.ts';
import { PostgresError } from '#server/postgres/postgres-error.ts';
import { type Postgres, startPostgres } from '#server/postgres/start-postgres.ts';
import type { StackEnv } from './load-env.ts';
import { Refusal } from './refusal.ts';

const NAME = 'parallax';

export type StackDatabase = {
  url: string;
  /** Stops the embedded server; does nothing for a database of one's own. */
  stop: () => Promise<void>;
};

/** The database of a stack, embedded or one's own, with every schema migration applied. */
export async function openStackDatabase(
  env: StackEnv,
  throwAway: boolean,
  onProgress: (line: string) => void,
): Promise<StackDatabase> {
  const database = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: async () => {} }
    : await startEmbedded(join(env.PARALLAX_DATA_DIR, 'postgres'), throwAway, onProgress);
  try {
    if (env.DATABASE_URL) await checkConnection(env.DATABASE_URL);
    const applied = await applyMigrations(database.url);
    if (applied.length > 0) onProgress(`Schema migrations applied: ${applied.length}.`);
    return database;
  } catch (error) {
    await database.stop();
    throw error instanceof MigrationError ? new Refusal(error.message) : error;
  }
}

async function startEmbedded(
  home: string,
  throwAway: boolean,
  onProgress: (line: string) => void,
): Promise<StackDatabase> {
  onProgress('Starting PostgreSQL …');
  let stopping = false;
  let current = await startPostgres({ home, throwAway }).catch((error: unknown) => {
    throw error instanceof PostgresError ? new Refusal(error.message) : error;
  });
  const { port } = current;

  /** A server that dies under us is started again where the others look for it; the pools reconnect by themselves. */
  const keepAlive = async (postgres: Postgres): Promise<void> => {
    await postgres.died;
    while (!stopping) {
      onProgress('PostgreSQL ended unexpectedly; it is started again.');
      try {
        current = await startPostgres({ home, throwAway, port });
        return keepAlive(current);
      } catch (error) {
        onProgress(error instanceof Error ? error.message : String(error));
        await sleep(2_000);
      }
    }
  };
  void keepAlive(current);
  await createDatabase(current.url('postgres'));
  return {
    url: current.url(NAME),
    stop: () => {
      stopping = true;
      return current.stop();
    },
  };
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [NAME]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${NAME}`);
  } finally {
    await client.end();
  }
}

async function checkConnection(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const said = error instanceof Error ? error.message || error.name : String(error);
    throw new Refusal(`The database in DATABASE_URL (host ${new URL(url).host}) cannot be reached: ${said}.`);
  } finally {
    await client.end().catch(() => {});
  }
}
