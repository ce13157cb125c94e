import { type ChildProcess, spawn } from 'node:child_process';
import { z } from 'zod';
import { markProcess, type ProcessMark } from '#server/process/process-mark.ts';

const SCRIPT = new URL('web-process.ts', import.meta.url).pathname;
const END_WITH_PARENT = new URL('../../scripts/stack/end-with-parent.ts', import.meta.url).href;
const READY_WITHIN_MS = 60_000;

export type Web = {
  url: string;
  port: number;
  mark: ProcessMark;
  /** SIGKILL; answers the signal that ended it, as the kernel told it. */
  kill: () => Promise<string>;
};

/** Starts a web process on a database and waits until it listens. It never outlives this process. */
export async function startWeb(
  options: { databaseUrl?: string; port?: number; pool?: number; dataDir?: string } = {},
): Promise<Web> {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, SCRIPT], {
    stdio: ['ignore', process.env.FAULT_LOG ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      LOG_LEVEL: process.env.FAULT_LOG ?? 'silent',
      DATABASE_URL: options.databaseUrl ?? process.env.DATABASE_URL,
      DATABASE_POOL_SIZE: String(options.pool ?? 10),
      // Set to nothing: any.
      PORT: String(options.port ?? ''),
      ...(options.dataDir === undefined ? {} : { PARALLAX_DATA_DIR: options.dataDir }),
    },
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  const port = await portOf(child);
  const mark = markProcess(child.pid ?? 0);
  if (!mark) throw new Error('The web process ended at once.');
  const kill = async () => {
    child.kill('SIGKILL');
    return await ended;
  };
  return { url: `http://127.0.0.1:${port}`, port, mark, kill };
}

async function portOf(child: ChildProcess): Promise<number> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The web process did not listen in time.')), READY_WITHIN_MS);
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve(z.object({ port: z.int() }).parse(message).port);
    });
    child.once('exit', (code, signal) => reject(new Error(`The web process ended: ${signal ?? code}.`)));
  });
}
