import type { TestProject } from 'vitest/node';
import { findMariadb } from './find-mariadb.ts';
import { startMariadb } from './start-mariadb.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where there is no MariaDB and none could be installed: tests of it are skipped. */
    mariadb: { port: number } | null;
  }
}

/** One throw-away MariaDB for a test run. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const programs = findMariadb((line) => console.warn(line));
  if (!programs) {
    console.warn('Tests of MySQL and MariaDB are skipped: there is no mariadbd here, and none could be installed.');
    project.provide('mariadb', null);
    return undefined;
  }
  const server = await startMariadb(programs);
  project.provide('mariadb', { port: server.port });
  return () => server.stop();
}
