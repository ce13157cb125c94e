import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '#server/postgres/free-port.ts';

export type BareServer = { url: string; stop(): Promise<void> };

/** In a process of its own, as Parallax's web process is; ends with this one. */
export async function startBareServer(databaseUrl: string): Promise<BareServer> {
  const port = await findFreePort();
  const endWithParent = new URL('../../stack/end-with-parent.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', endWithParent, 'scripts/bench/ingest/bare-server.ts'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: String(port) },
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(url).catch(() => null))) {
    if (child.exitCode !== null) throw new Error('The bare server did not start.');
    await sleep(50);
  }
  return { url, stop: () => stop(child) };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
