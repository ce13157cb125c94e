import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { applyMigrations } from '#server/migrate/apply-migrations.ts';
import { type Postgres, startPostgres } from '#server/postgres/start-postgres.ts';
import { markProcess, type ProcessMark } from '#server/process/process-mark.ts';
import { onServer } from '#server/testing/on-server.ts';
import type { Instance } from './instance.ts';
import type { Workload } from './workload.ts';

const PREPARE = new URL('prepare-instance.ts', import.meta.url).pathname;
const NAME = 'parallax';

/** A PostgreSQL of its own, durable as in real use, that a fault may kill, stop or fill. */
export type OwnPostgres = {
  url: string;
  /** Which process it is now. */
  mark: () => ProcessMark;
  isAlive: () => boolean;
  /** SIGKILL of the postmaster; resolves when the kernel says that it is gone. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  /** Starts it again where the others look for it; resolves when it takes connections. */
  start: () => Promise<void>;
  close: () => Promise<void>;
};

export async function openOwnPostgres(given?: string): Promise<OwnPostgres> {
  const home = given ? join(given, 'postgres') : await mkdtemp(join(tmpdir(), 'parallax-fault-'));
  let current: Postgres = await startPostgres({ home });
  const { port } = current;
  await onServer(current.url('postgres'), (client) => client.query(`CREATE DATABASE ${NAME}`));
  await applyMigrations(current.url(NAME));
  const mark = () => {
    const found = markProcess(current.pid);
    if (!found) throw new Error('There is no postmaster.');
    return found;
  };
  return {
    url: current.url(NAME),
    mark,
    isAlive: () => markProcess(current.pid) !== null,
    kill: async () => {
      process.kill(current.pid, 'SIGKILL');
      await current.died;
    },
    stop: () => current.stop(),
    start: async () => {
      current = await startPostgres({ home, port });
    },
    close: async () => {
      await current.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Migrations with the plan of a workload in that database: made by a process that has it for its own. */
export async function prepareInstances(
  url: string,
  plan: Workload['plan'],
  from: Date,
  count: number,
): Promise<Instance[]> {
  const given = JSON.stringify({ plan, from: from.toISOString(), count });
  const { stdout } = await promisify(execFile)(process.execPath, [PREPARE, given], {
    env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'silent' },
    maxBuffer: 10_000_000,
  });
  return JSON.parse(stdout);
}
