import pg from 'pg';
import { readMigrations } from './migration-files.ts';
import { withSchemaEngine } from './schema-engine.ts';

const NO_FILTERS = { externalTables: [], externalEnums: [] };
/** Any number, the same in every version: two starts must not migrate at the same time. */
const LOCK_KEY = 7_720_501;

/** A schema migration that cannot be applied; the sentence says what to do. */
export class MigrationError extends Error {}

/**
 * Brings the database to the newest schema; returns the names of what was applied now. Each schema migration is one
 * transaction, so one that was cut off half-way left nothing behind and is simply applied again.
 */
export async function applyMigrations(databaseUrl: string, migrationsDir?: string): Promise<string[]> {
  const migrationsList = await readMigrations(migrationsDir);
  return withLock(databaseUrl, () =>
    withSchemaEngine(databaseUrl, async (engine, causeOf) => {
      const question = { migrationsList, optInToShadowDatabase: false, filters: NO_FILTERS };
      const state = await engine.diagnoseMigrationHistory(question);
      refuseStrangeHistory(state);
      for (const migrationName of state.failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
      try {
        return (await engine.applyMigrations({ migrationsList, filters: NO_FILTERS })).appliedMigrationNames;
      } catch (error) {
        const cause = causeOf(error);
        throw explain(cause, (await engine.diagnoseMigrationHistory(question)).failedMigrationNames);
      }
    }),
  );
}

type History = {
  editedMigrationNames: string[];
  failedMigrationNames: string[];
  history: { diagnostic: string; unpersistedMigrationNames?: string[] } | null;
};

function refuseStrangeHistory({ editedMigrationNames, failedMigrationNames, history }: History): void {
  // One that failed was never applied, so it may be mended.
  const edited = editedMigrationNames.filter((name) => !failedMigrationNames.includes(name));
  if (edited.length > 0) {
    throw new MigrationError(
      `These schema migrations were changed after they had been applied to this database: ${edited.join(', ')}. ` +
        'Restore the files and put the change into a new schema migration; a database without value can be dropped instead.',
    );
  }
  const unknown = history?.unpersistedMigrationNames ?? [];
  if (unknown.length > 0) {
    throw new MigrationError(
      `This database is newer than this version of Parallax: it has the schema migrations ${unknown.join(', ')}. ` +
        'Start the version it belongs to, or restore a backup from before.',
    );
  }
}

function explain(error: unknown, names: string[]): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const { message, code = 'no code', position, hint } = error;
  const advice =
    hint ?? (code === '42501' ? 'The account in DATABASE_URL needs the right to create tables and roles.' : '');
  return new MigrationError(
    `The schema migration ${names.join(', ')} failed and was rolled back whole: ${message} ` +
      `(${code}${position ? `, at character ${position}` : ''}). ${advice}`.trimEnd(),
    { cause: error },
  );
}

async function withLock<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    return await work();
  } finally {
    await client.end();
  }
}
