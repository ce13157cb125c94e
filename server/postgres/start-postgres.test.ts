import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { markProcess } from '../process/process-mark.ts';
import { onServer } from '../testing/on-server.ts';
import { startPostgres } from './start-postgres.ts';

// mkdtemp makes folders that only their owner may enter: the account root lends to PostgreSQL has to manage all the same.
let parent: string;
let home: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'parallax-pg-test-'));
  home = join(parent, 'postgres');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const ask = (url: string, sql: string) => onServer(url, async (client) => (await client.query(sql)).rows[0]);
const postmasterPid = () => Number(readFileSync(join(home, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
const gone = (pid: number) => vi.waitFor(() => expect(markProcess(pid)).toBeNull(), { timeout: 15_000, interval: 50 });

/** Another process that starts the server and keeps it; it is killed, not asked to stop. */
async function startElsewhere(throwAway = false): Promise<{ child: ChildProcess; url: string }> {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(resolve('server/postgres/start-postgres.ts'))});
    const postgres = await startPostgres({ home: ${JSON.stringify(home)}, throwAway: ${throwAway} });
    console.log(postgres.url('postgres'));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((done) => {
    child.stdout.once('data', (chunk: Buffer) => done(chunk.toString().trim()));
  });
  return { child, url };
}

it('creates a cluster, stops cleanly, and comes back with data, port and password', async () => {
  const first = await startPostgres({ home });
  const url = first.url('postgres');
  expect(await ask(url, 'SHOW server_encoding')).toEqual({ server_encoding: 'UTF8' });
  expect(await ask(url, "SELECT upper('ä') || ('a' < 'B')::text AS collation")).toEqual({ collation: 'Äfalse' });
  await ask(url, 'CREATE TABLE kept (x int)');
  await first.stop();
  expect(existsSync(join(home, 'data/postmaster.pid'))).toBe(false);

  const second = await startPostgres({ home });
  expect(second.url('postgres')).toBe(url);
  expect(await ask(url, "SELECT to_regclass('kept')::text AS found")).toEqual({ found: 'kept' });
  await second.stop();
});

it('takes another port when its own is taken', async () => {
  const first = await startPostgres({ home });
  await first.stop();
  const squatter = createServer();
  await new Promise<void>((done) => squatter.listen(first.port, '127.0.0.1', done));
  const second = await startPostgres({ home });
  expect(second.port).not.toBe(first.port);
  await second.stop();
  await new Promise((done) => squatter.close(done));
});

it('stops when the process that started it is killed', async () => {
  const { child, url } = await startElsewhere();
  await ask(url, 'CREATE TABLE kept (x int)');
  const pid = postmasterPid();
  child.kill('SIGKILL');
  await gone(pid);
  const next = await startPostgres({ home });
  expect(await ask(next.url('postgres'), "SELECT to_regclass('kept')::text AS found")).toEqual({ found: 'kept' });
  await next.stop();
});

it('removes a throw-away cluster when the process that started it is killed', async () => {
  const { child } = await startElsewhere(true);
  const pid = postmasterPid();
  child.kill('SIGKILL');
  await gone(pid);
  await vi.waitFor(() => expect(existsSync(home)).toBe(false), { timeout: 15_000, interval: 50 });
});

it('recovers from a killed server, and stops one that was left running', async () => {
  const { child, url } = await startElsewhere();
  await ask(url, 'CREATE TABLE kept (x int)');
  const killed = postmasterPid();
  process.kill(killed, 'SIGKILL');
  await gone(killed);

  const second = await startPostgres({ home });
  expect(await ask(second.url('postgres'), "SELECT to_regclass('kept')::text AS found")).toEqual({ found: 'kept' });
  // The next start finds it running: the one before is stopped, not joined.
  const third = await startPostgres({ home });
  expect(third.pid).not.toBe(second.pid);
  expect(markProcess(second.pid)).toBeNull();
  await third.stop();
  child.kill('SIGKILL');
});

it('is not held up by a number in the pid file that belongs to somebody else now', async () => {
  await (await startPostgres({ home })).stop();
  writeFileSync(join(home, 'data/postmaster.pid'), `${process.pid}\n`);
  const postgres = await startPostgres({ home });
  await postgres.stop();
});

it('reports a data folder of another version', async () => {
  await (await startPostgres({ home })).stop();
  writeFileSync(join(home, 'data/PG_VERSION'), '17\n');
  await expect(startPostgres({ home })).rejects.toThrow('was made by PostgreSQL 17');
});
