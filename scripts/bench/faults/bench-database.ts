import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseName } from '#server/testing/database-name.ts';
import { onServer, withDatabase } from '#server/testing/on-server.ts';
import { startTestServer } from '#server/testing/test-server.ts';

/**
 * What server/testing/setup-file.ts gives a test file: a fresh database, a data folder and a secret, in the environment. Before the
 * server's modules are loaded. Returns what clears it away.
 */
export async function openBenchDatabase(): Promise<() => Promise<void>> {
  const server = await startTestServer();
  const name = databaseName(randomBytes(6).toString('hex'));
  await onServer(server.adminUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${server.templateName}`));
  const dataDir = await mkdtemp(join(tmpdir(), 'parallax-bench-'));
  Object.assign(process.env, {
    DATABASE_URL: withDatabase(server.adminUrl, name),
    PARALLAX_DATA_DIR: dataDir,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
  });
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
