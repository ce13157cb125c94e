import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm';

export const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));
const SCHEMA_DIR = fileURLToPath(new URL('../../prisma/schema/', import.meta.url));

const LOCKFILE = 'migration_lock.toml';

/** All schema migrations on disk, oldest first, in the shape the schema engine takes. */
export async function readMigrations(dir: string = MIGRATIONS_DIR): Promise<MigrationList> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: dir,
    lockfile: { path: LOCKFILE, content: await readFile(`${dir}/${LOCKFILE}`, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(`${dir}/${name}/migration.sql`, 'utf8') },
        },
      })),
    ),
  };
}

/** The Prisma schema as it is on disk. */
export async function readSchema(dir: string = SCHEMA_DIR): Promise<SchemasContainer> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.prisma')).sort();
  return {
    files: await Promise.all(
      names.map(async (path) => ({ path: `${dir}${path}`, content: await readFile(`${dir}/${path}`, 'utf8') })),
    ),
  };
}
