import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Env, parseEnv } from '#server/env.ts';

/** A stack's environment: checked, with an absolute data folder and a secret. */
export type StackEnv = Env & { NEXTAUTH_SECRET: string };

/**
 * What to start with: the variables given, `.env` for those that are not, and in embedded mode a secret of our own that
 * is made once. This process uses parts of the server too, so it is given the same. Throws `EnvError` with every problem.
 */
export function loadEnv(overrides: Record<string, string> = {}): StackEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const given: Record<string, string | undefined> = { ...process.env, ...overrides, NODE_ENV: 'production' };
  const dataDir = resolve(given.PARALLAX_DATA_DIR?.trim() || '.parallax');
  const secret = given.NEXTAUTH_SECRET?.trim() || (given.DATABASE_URL?.trim() ? '' : keptSecret(dataDir));
  const env = parseEnv({ ...given, PARALLAX_DATA_DIR: dataDir, NEXTAUTH_SECRET: secret });
  Object.assign(process.env, overrides, { PARALLAX_DATA_DIR: dataDir, NEXTAUTH_SECRET: secret });
  return { ...env, NEXTAUTH_SECRET: secret };
}

function keptSecret(dataDir: string): string {
  const file = resolve(dataDir, 'nextauth-secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
