import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuild, holdBuild, NEXT } from './build.ts';
import { checkPort } from './check-port.ts';
import { openStackDatabase } from './database.ts';
import type { StackEnv } from './load-env.ts';
import { Refusal } from './refusal.ts';
import { runService, type Service } from './service.ts';
import { claimDataDir } from './stack-file.ts';
import { waitUntilReady } from './wait-until-ready.ts';

export type StackOptions = {
  env: StackEnv;
  /** The embedded database is fast, forgetful and gone afterwards: for tests. */
  throwAway?: boolean;
  /** Where web and worker write: this terminal, or files in the data folder. */
  logs: 'terminal' | 'files';
  /** A line for the person who waits. */
  onProgress: (line: string) => void;
  /** Gives up a start that is still under way. */
  signal?: AbortSignal;
};

export type Stack = {
  /** Where people reach it. */
  url: string;
  /** Where this machine reaches it. */
  localUrl: string;
  databaseUrl: string;
  /** The environment web and worker run with. */
  serverEnv: NodeJS.ProcessEnv;
  /** Settles with a sentence when the stack cannot go on. */
  failed: Promise<string>;
  stop: () => Promise<void>;
};

const READY_WITHIN_MS = 60_000;
const CLOSE_IDLE = new URL('close-idle-connections.ts', import.meta.url).href;
/**
 * Ceilings, with room in the web process for several large bodies at once; both together need about 350 MiB under the demo. The
 * web process is not collected whole before it is worth it (docs/decisions/0430-a-heap-for-large-bodies.md).
 */
const HEAP_FLAGS = {
  web: ['--max-old-space-size=384', '--initial-old-space-size=256', '--max-semi-space-size=32'],
  worker: ['--max-old-space-size=160'],
} as const;

/** Database, schema migrations, build, web and worker, in this order; whatever fails, what was started is stopped again. */
export async function startStack({ env, throwAway = false, logs, onProgress, signal }: StackOptions): Promise<Stack> {
  const dataDir = env.PARALLAX_DATA_DIR;
  const { file, stopped } = await claimDataDir(dataDir, env.PARALLAX_URL);
  const toStop: (() => Promise<void>)[] = [async () => file.remove()];
  const stop = async () => {
    for (const step of toStop.splice(0).reverse()) await step();
  };
  try {
    if (stopped > 0) onProgress('An earlier start was killed; what it left running has been stopped.');
    await checkPort(env.PORT, env.HOST);
    const database = await openStackDatabase(env, throwAway, onProgress);
    toStop.push(database.stop);
    signal?.throwIfAborted();
    const distDir = await ensureBuild(onProgress, signal);
    signal?.throwIfAborted();
    holdBuild(distDir);

    onProgress(env.WORKER === 'off' ? 'Starting web …' : 'Starting web and worker …');
    const serverEnv = serverEnvironment(env, database.url, distDir);
    const logDir = join(dataDir, 'logs');
    if (logs === 'files') mkdirSync(logDir, { recursive: true });
    const run = (name: 'web' | 'worker', args: string[]): Service =>
      runService({
        name,
        args: [...HEAP_FLAGS[name], ...args],
        env: serverEnv,
        logFile: logs === 'files' ? join(logDir, `${name}.log`) : null,
        onStart: (mark) => file.note(name, mark),
        onEnd: onProgress,
      });
    const services = [
      run('web', ['--import', CLOSE_IDLE, resolve(NEXT), 'start', '-H', env.HOST, '-p', String(env.PORT)]),
    ];
    if (env.WORKER === 'process') services.push(run('worker', [resolve('server/worker.ts')]));
    toStop.push(async () => {
      await Promise.all(services.map((service) => service.stop()));
    });

    const failed = Promise.race(services.map((service) => service.gaveUp));
    const localUrl = `http://${env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST}:${env.PORT}`;
    const ready = await Promise.race([waitUntilReady(`${localUrl}/readyz`, READY_WITHIN_MS, signal), failed]);
    if (ready !== true) {
      throw new Refusal(
        ready === false ? `The server did not become ready within a minute${hint(logs, logDir)}.` : ready,
      );
    }
    return { url: env.PARALLAX_URL, localUrl, databaseUrl: database.url, serverEnv, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverEnvironment(env: StackEnv, databaseUrl: string, distDir: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: String(env.DATABASE_POOL_SIZE),
    HOST: env.HOST,
    PORT: String(env.PORT),
    PARALLAX_URL: env.PARALLAX_URL,
    PARALLAX_DATA_DIR: env.PARALLAX_DATA_DIR,
    PARALLAX_DIST_DIR: distDir,
    NEXTAUTH_URL: env.PARALLAX_URL,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET,
    NEXT_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: env.LOG_LEVEL,
  };
}

const hint = (logs: StackOptions['logs'], logDir: string) => (logs === 'files' ? `, see ${logDir}` : '');
