import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Attempt, HostileServer } from './attempt.ts';
import { DIALECTS, plantedSql } from './planted.ts';

/** Actions, not settings; or of the whole process, this one. */
const NEVER =
  /^(hard_heap_limit|soft_heap_limit|temp_store_directory|data_store_directory|.*_check|.*_list|.*_info|.*_xinfo|stats|optimize|.*vacuum|wal_checkpoint|shrink_memory|compile_options)$/;
const TEXT_VALUES: Record<string, string[]> = {
  encoding: ["'UTF-16le'", "'UTF-16be'"],
  journal_mode: ['wal', 'memory', 'off', 'truncate', 'persist'],
  locking_mode: ['exclusive'],
  page_size: ['512', '65536'],
  schema_version: ['7'],
};

/** What is written into a file when it comes into being. */
const OF_THE_FILE = new Set([
  'encoding',
  'page_size',
  'auto_vacuum',
  'journal_mode',
  'application_id',
  'user_version',
  'legacy_file_format',
]);
/** Under this no pragma writes any more. */
const lockingLast = (one: Attempt, other: Attempt) =>
  Number(one.name === 'query_only') - Number(other.name === 'query_only');

type SqliteFile = { connection: { engine: 'sqlite'; file: string }; stop(): Promise<void> };

/** A file with the planted tables, written under the given pragmas by a connection that stays open under them. */
export async function openSqliteFile(side: 'legacy' | 'target', pragmas: readonly Attempt[] = []): Promise<SqliteFile> {
  const folder = await mkdtemp(join(tmpdir(), 'parallax-settings-'));
  const file = join(folder, `${side}.db`);
  const db = new DatabaseSync(file);
  // Before there is anything, for what only an empty file takes, and again at the end, for what keeps others from writing.
  const set = (some: readonly Attempt[]) => {
    for (const { name, value } of some) db.exec(`pragma ${name} = ${value}`);
  };
  set(pragmas.filter(({ name }) => OF_THE_FILE.has(name)));
  db.exec('begin');
  for (const statement of plantedSql(DIALECTS.sqlite, side)) db.exec(statement);
  db.exec('commit');
  set(pragmas.filter(({ name }) => !OF_THE_FILE.has(name)).toSorted(lockingLast));
  return {
    connection: { engine: 'sqlite', file },
    stop: async () => {
      db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** SQLite has no server: a hostile setting is one that was there when the file was written, or that its writer has now. */
export async function startHostileSqlite(): Promise<HostileServer> {
  const db = new DatabaseSync(':memory:');
  const names = db
    .prepare('pragma pragma_list')
    .all()
    .map((row) => String(row.name));
  db.close();
  const attempts = [...new Set(names)]
    .filter((name) => !NEVER.test(name))
    .flatMap((name) => (TEXT_VALUES[name] ?? ['0', '1', '2']).map((value) => ({ name, value })));
  const clean = await openSqliteFile('legacy');
  const tables = ['numbered', 'named'].map((name) => ({ name, keyColumns: ['id'] }));
  const pair = { legacy: clean.connection, target: { engine: 'sqlite' as const, file: '' }, tables };
  let open = await openSqliteFile('target');
  pair.target.file = open.connection.file;
  return {
    engine: 'SQLite',
    attempts,
    pairs: [pair],
    apply: async (some) => {
      const before = open;
      open = await openSqliteFile('target', some);
      pair.target.file = open.connection.file;
      await before.stop();
      return async () => {};
    },
    stop: async () => {
      await open.stop();
      await clean.stop();
    },
  };
}
