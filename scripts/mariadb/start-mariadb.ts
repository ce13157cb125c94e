import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MariadbPrograms } from './find-mariadb.ts';

const START_MS = 60_000;
const run = promisify(execFile);

/** A throw-away server on 127.0.0.1; `root` has no password and may do everything. */
export type ThrowAwayMariadb = { port: number; socket: string; stop(): Promise<void> };

export async function startMariadb(programs: MariadbPrograms, settings: string[] = []): Promise<ThrowAwayMariadb> {
  const folder = await mkdtemp(join(tmpdir(), 'parallax-mariadb-'));
  const asUser = process.getuid?.() === 0 ? ['--user=root'] : [];
  const own = ['--no-defaults', `--datadir=${folder}`, ...asUser];
  await run(programs.install, [...own, '--auth-root-authentication-method=normal', '--skip-test-db']);
  const port = await freePort();
  const socket = join(folder, 's.sock');
  const options = [
    `--port=${port}`,
    `--socket=${socket}`,
    `--pid-file=${join(folder, 'server.pid')}`,
    '--bind-address=127.0.0.1',
    '--skip-networking=0',
    // Positions in the log of transactions are part of the evidence.
    '--log-bin=changes',
    '--server-id=1',
    // It is thrown away: nothing has to survive.
    '--innodb-flush-log-at-trx-commit=0',
    '--sync-binlog=0',
    '--innodb-buffer-pool-size=64M',
  ];
  const server = spawn(programs.server, [...own, ...options, ...settings], { stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, socket, stop };
}

/** The server says on its error output when it takes connections, or why it does not. */
async function untilReady(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`MariaDB ${reason}:\n${said.slice(-2_000)}`));
    const timer = setTimeout(() => fail(`did not start within ${START_MS / 1_000} s`), START_MS);
    server.once('error', (error) => fail(`cannot be started (${error.message})`));
    server.once('exit', () => fail('ended while starting'));
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      if (!said.includes('ready for connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
