import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { PostgresError } from './postgres-error.ts';

export const SUPERUSER = 'parallax';
const MAJOR_VERSION = '18';

/** A database cluster on disk: `home` is ours (password, port, log), `dataDir` is PostgreSQL's own folder in it. */
export type Cluster = {
  home: string;
  dataDir: string;
  /** The data folder as it is passed to the server, see `dataDirArgument`. */
  dataDirArgument: string;
  password: string;
  account: Account | null;
};

/** Opens the cluster in `home`, creating it on the first start. */
export async function openCluster(home: string, binaries: Binaries, account: Account | null): Promise<Cluster> {
  const dataDir = join(home, 'data');
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (existsSync(dataDir)) {
    takeOver(dataDir, account);
    checkVersion(dataDir, await readFile(join(dataDir, 'PG_VERSION'), 'utf8'));
  } else await createCluster(home, dataDir, binaries, account);
  const password = (await readFile(join(home, 'password'), 'utf8')).trim();
  return { home, dataDir, dataDirArgument: dataDirArgument(dataDir, account), password, account };
}

function checkVersion(dataDir: string, version: string): void {
  if (version.trim() === MAJOR_VERSION) return;
  throw new PostgresError(
    `${dataDir} was made by PostgreSQL ${version.trim()}, this version brings ${MAJOR_VERSION}. ` +
      'Dump it with the older version and restore it into a new data folder.',
  );
}

/**
 * The account root lends to PostgreSQL may not be able to walk to the data folder (a checkout under /root). The
 * server is therefore started in that folder and told to use its working directory, which needs no walking.
 */
function dataDirArgument(dataDir: string, account: Account | null): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : dataDir;
}

async function createCluster(
  home: string,
  dataDir: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> {
  // Built beside its place and moved there when it is whole: a killed first start leaves nothing half made.
  const building = join(home, 'data.new');
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { mode: 0o700 });
  const passwordFile = join(home, 'password');
  if (!existsSync(passwordFile)) await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) await chown(building, account.uid, account.gid);
  await runInitdb(building, await readFile(passwordFile, 'utf8'), home, binaries, account);
  await rename(building, dataDir);
}

async function runInitdb(
  dataDir: string,
  password: string,
  home: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> {
  const secret = join(home, 'password.initdb');
  await writeFile(secret, `${password}\n`, { mode: 0o600 });
  if (account) await chown(secret, account.uid, account.gid);
  const handle = await open(secret, 'r');
  await rm(secret);
  try {
    const child = spawn(
      binaries.initdb,
      [
        `--pgdata=${dataDirArgument(dataDir, account)}`,
        `--username=${SUPERUSER}`,
        '--auth=scram-sha-256',
        '--pwfile=/dev/fd/3',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-sync',
        '--no-instructions',
      ],
      {
        cwd: dataDir,
        ...account,
        stdio: ['ignore', 'pipe', 'pipe', handle.fd],
        env: processEnv(),
      },
    );
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0)
      throw new PostgresError(`The database folder ${dataDir} could not be created. initdb said:\n${output.trim()}`);
  } finally {
    await handle.close();
  }
}

/** A data folder made under another account (first as root, now not, or restored from a backup). */
function takeOver(dataDir: string, account: Account | null): void {
  const owner = statSync(dataDir).uid;
  const wanted = account?.uid ?? process.getuid?.();
  if (owner === wanted) return;
  if (!account) {
    throw new PostgresError(
      `${dataDir} belongs to another user (uid ${owner}): start as that user, or as root, or chown it.`,
    );
  }
  execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, dataDir]);
}

/** Nothing of ours: neither secrets nor PGDATA and the like of an installation beside us. */
export function processEnv(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C' };
}
