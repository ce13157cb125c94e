import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findFreePort } from '#server/postgres/free-port.ts';
import { processMarkSchema } from '#server/process/process-mark.ts';
import { loadEnv } from '../stack/load-env.ts';
import { type Stack, startStack } from '../stack/start-stack.ts';
import type { BenchOptions } from './bench.ts';

export type BenchStack = {
  localUrl: string;
  url: string;
  databaseUrl: string;
  /** The number of the process now; it changes when a service was started again. */
  pidOf(service: 'web' | 'worker'): Promise<number>;
  logs(): Promise<string>;
  stop(): Promise<void>;
};

/** What `npm start` runs, durable database included, in a folder that is gone afterwards. */
export async function openBenchStack({ say, signal }: Pick<BenchOptions, 'say' | 'signal'>): Promise<BenchStack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parallax-bench-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  const env = loadEnv({
    DATABASE_URL: '',
    NEXTAUTH_SECRET: '',
    PARALLAX_URL: '',
    NEXTAUTH_URL: '',
    HOST: '127.0.0.1',
    WORKER: 'process',
    PORT: String(await findFreePort()),
    PARALLAX_DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  });
  let stack: Stack;
  try {
    stack = await startStack({ env, logs: 'files', onProgress: say, signal });
  } catch (error) {
    await remove();
    throw error;
  }
  const { localUrl, url, databaseUrl } = stack;
  return {
    localUrl,
    url,
    databaseUrl,
    pidOf: async (service) => {
      const { services } = stackFileSchema.parse(JSON.parse(await readFile(join(dataDir, 'stack.json'), 'utf8')));
      const mark = services[service];
      if (!mark) throw new Error(`There is no ${service} process.`);
      return mark.pid;
    },
    logs: async () => {
      const folder = join(dataDir, 'logs');
      const files = await readdir(folder);
      return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
    },
    stop: async () => {
      await stack.stop();
      await remove();
    },
  };
}

const stackFileSchema = z.object({ services: z.record(z.string(), processMarkSchema) });
