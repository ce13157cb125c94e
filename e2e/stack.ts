import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAdmin } from '#scripts/demo/set-up.ts';
import { loadEnv } from '#scripts/stack/load-env.ts';
import { startStack } from '#scripts/stack/start-stack.ts';
import { ADMIN_PASSWORD } from './site.ts';

/**
 * The production build on a database of its own for all journeys. The workers find it through E2E_PORT (the base URL) and
 * DATABASE_URL. Returns what stops it; when the test run is killed everything ends too, and only the logs stay behind.
 */
export default async function startForJourneys(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parallax-e2e-'));
  const env = loadEnv({
    DATABASE_URL: '',
    NEXTAUTH_SECRET: '',
    PARALLAX_URL: '',
    NEXTAUTH_URL: '',
    HOST: '127.0.0.1',
    WORKER: 'process',
    PORT: process.env.E2E_PORT ?? '',
    PARALLAX_DATA_DIR: dataDir,
  });
  const stack = await startStack({ env, throwAway: true, logs: 'files', onProgress: (line) => console.log(line) });
  process.env.DATABASE_URL = stack.databaseUrl;
  await openAdmin(stack, { password: ADMIN_PASSWORD });
  return async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
