import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: { adminUrl: string; templateName: string };
  }
}

type Shared = { server: Promise<TestServer>; users: number };
const globals: typeof globalThis & { parallaxTestServer?: Shared } = globalThis;

/** One PostgreSQL for all projects of a test run, started by the first that needs it and stopped by the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  globals.parallaxTestServer ??= { server: startTestServer(), users: 0 };
  const shared = globals.parallaxTestServer;
  shared.users += 1;
  const { adminUrl, templateName } = await shared.server;
  project.provide('testServer', { adminUrl, templateName });
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    globals.parallaxTestServer = undefined;
    await (await shared.server).stop();
  };
}
