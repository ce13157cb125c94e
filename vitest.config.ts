import { defineConfig } from 'vitest/config';
import { generateClient } from './scripts/bootstrap/generate.mjs';

// `npx vitest run path` works after every pull, without going through npm test.
await generateClient();

const onPostgres = { globalSetup: 'server/testing/global-setup.ts', testTimeout: 90_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{core,lib,components,scripts,prisma}/**/*.test.{ts,tsx}'],
          // Property tests on two busy cores.
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          // The long chain from two databases to the verdict (e2e) needs no browser; the journeys that do are *.spec.ts.
          include: ['{server,app,e2e}/**/*.test.ts'],
          setupFiles: 'server/testing/setup-file.ts',
          ...onPostgres,
        },
      },
      {
        extends: true,
        test: {
          name: 'agent',
          include: ['agent/**/*.test.ts'],
          ...onPostgres,
          globalSetup: [onPostgres.globalSetup, 'scripts/mariadb/global-setup.ts'],
        },
      },
    ],
  },
});
