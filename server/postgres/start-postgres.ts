import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { markProcess } from '../process/process-mark.ts';
import { stopProcess } from '../process/stop-process.ts';
import { serverAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Cluster, openCluster, processEnv, SUPERUSER } from './cluster.ts';
import { findFreePort, isPortFree } from './free-port.ts';
import { PostgresError } from './postgres-error.ts';
import { clearLeftOver, FAST_STOP } from './postmaster.ts';
import { settingFlags } from './settings.ts';
import { watchOver } from './watcher.ts';

export type PostgresOptions = {
  /** Folder of this cluster: data, password, port and log. */
  home: string;
  /** Fast and forgetful, for tests; the folder is removed when the starting process ends, in whatever way. */
  throwAway?: boolean;
  /** The one port it may have, when others already look for it there; waits for a predecessor to let go of it. */
  port?: number;
};

export type Postgres = {
  port: number;
  pid: number;
  /** Connection string of a database in this cluster. */
  url(database: string): string;
  /** Ends all sessions, writes a checkpoint and stops; for a throw-away cluster removes the folder too. */
  stop(): Promise<void>;
  /** Settles when the server ends without having been told to. */
  died: Promise<void>;
};

const READY_WITHIN_MS = 60_000;
const FREE_WITHIN_MS = 10_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** Starts the embedded PostgreSQL; creates its data folder the first time, recovers what a killed start left. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  await mkdir(options.home, { recursive: true, mode: 0o700 });
  const home = realpathSync(options.home);
  const account = serverAccount();
  const binaries = await findBinaries(account);
  const throwAway = options.throwAway ?? false;
  const cluster = await openCluster(home, binaries, account);
  await clearLeftOver(cluster);
  // The port can be taken between the look and the start; then another one is tried.
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await choosePort(home));
    if (options.port) await untilFree(options.port);
    const child = spawnServer(cluster, binaries, port, throwAway);
    const watcher = watchOver(cluster.dataDir, pidOf(child), throwAway ? home : null);
    if (await becomesReady(child, cluster, port)) return running(child, watcher, cluster, port, throwAway);
    watcher.kill('SIGKILL');
    if (attempt === 3)
      throw new PostgresError(`PostgreSQL did not start. Its log, ${logPath(home)}, ends with:\n${logTail(home)}`);
    await rm(join(home, 'port'), { force: true });
  }
}

/** The port of the last start if it is still free, so that tools configured with it go on working. */
async function choosePort(home: string): Promise<number> {
  const file = join(home, 'port');
  const remembered = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (remembered > 0 && (await isPortFree(remembered))) return remembered;
  const port = await findFreePort();
  writeFileSync(file, String(port));
  return port;
}

async function untilFree(port: number): Promise<void> {
  const deadline = performance.now() + FREE_WITHIN_MS;
  while (!(await isPortFree(port)) && performance.now() < deadline) await sleep(100);
}

function spawnServer(cluster: Cluster, binaries: Binaries, port: number, throwAway: boolean): ChildProcess {
  const log = logPath(cluster.home);
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) renameSync(log, `${log}.1`);
  const out = openSync(log, 'a', 0o600);
  const child = spawn(binaries.postgres, ['-D', cluster.dataDirArgument, ...settingFlags(port, throwAway)], {
    ...cluster.account,
    cwd: cluster.dataDir,
    // A session of its own: Ctrl-C at the terminal must not stop it before web and worker have ended.
    detached: true,
    stdio: ['ignore', out, out],
    env: processEnv(),
  });
  closeSync(out);
  return child;
}

async function becomesReady(child: ChildProcess, cluster: Cluster, port: number): Promise<boolean> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    if (await answers(urlOf(cluster, port, 'postgres'))) return true;
    await sleep(50);
  }
  child.kill('SIGQUIT');
  return false;
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function running(
  child: ChildProcess,
  watcher: ChildProcess,
  cluster: Cluster,
  port: number,
  throwAway: boolean,
): Postgres {
  const pid = pidOf(child);
  const mark = markProcess(pid);
  let stopping = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.unref();
  return {
    port,
    pid,
    url: (database) => urlOf(cluster, port, database),
    stop: async () => {
      stopping = true;
      if (mark) await stopProcess(mark, FAST_STOP);
      watcher.kill('SIGKILL');
      if (throwAway) await rm(cluster.home, { recursive: true, force: true });
    },
    died: ended.then(() => (stopping ? new Promise<void>(() => {}) : undefined)),
  };
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined)
    throw new PostgresError('PostgreSQL could not be started: its binary cannot be executed.');
  return child.pid;
}

const logPath = (home: string) => join(home, 'server.log');
const logTail = (home: string) => readFileSync(logPath(home), 'utf8').trimEnd().split('\n').slice(-8).join('\n');
