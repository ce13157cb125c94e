import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAdmin } from '#scripts/demo/set-up.ts';
import { loadEnv } from '#scripts/stack/load-env.ts';
import { startStack } from '#scripts/stack/start-stack.ts';
import { startOidcProvider } from '#server/testing/oidc-provider.ts';
import { ADMIN_PASSWORD } from './site.ts';

/**
 * The production build on a database of its own for all journeys. The workers find it through E2E_PORT (the base URL) and
 * DATABASE_URL. Returns what stops it; when the test run is killed everything ends too, and only the logs stay behind.
 */
export default async function startForJourneys(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parallax-e2e-'));
  const provider = await startOidcProvider({
    redirectUri: `http://localhost:${process.env.E2E_PORT}/api/sign-in/oidc/callback`,
    findPerson: personOf,
  });
  const env = loadEnv({
    DATABASE_URL: '',
    NEXTAUTH_SECRET: '',
    PARALLAX_URL: '',
    NEXTAUTH_URL: '',
    HOST: '127.0.0.1',
    WORKER: 'process',
    PORT: process.env.E2E_PORT ?? '',
    PARALLAX_DATA_DIR: dataDir,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'ACME',
    OIDC_SCOPES: 'openid profile email groups',
    OIDC_ROLE_MAP: 'ops=admin; audit=*:auditor; lost=nowhere:lead',
  });
  const stack = await startStack({ env, throwAway: true, logs: 'files', onProgress: (line) => console.log(line) });
  process.env.DATABASE_URL = stack.databaseUrl;
  process.env.E2E_DIST_DIR = stack.serverEnv.PARALLAX_DIST_DIR;
  process.env.E2E_SECRET = stack.serverEnv.NEXTAUTH_SECRET;
  await openAdmin(stack, { password: ADMIN_PASSWORD });
  return async () => {
    await stack.stop();
    await provider.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** `eva+audit+ops` is Eva, whose groups are audit and ops. */
function personOf(login: string): Record<string, unknown> {
  const [name = '', ...groups] = login.split('+');
  return { name, email: `${name}@acme.example`, email_verified: true, groups };
}
