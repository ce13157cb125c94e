import { join, resolve } from 'node:path';
import { NEXT } from '#scripts/stack/build.ts';
import { runService } from '#scripts/stack/service.ts';
import { waitUntilReady } from '#scripts/stack/wait-until-ready.ts';
import { findFreePort } from '#server/postgres/free-port.ts';

export type NextServer = { at: string; logFile: string; stop: () => Promise<void> };

type Options = {
  /** Folder of the sources that were built, and of the build within it. */
  folder: string;
  distDir: string;
  /** The address people use; the server's own where it is not given. */
  url?: string;
};

/** A production build as a process of its own, on the database and with the secret of this test file. */
export async function startNext({ folder, distDir, url }: Options): Promise<NextServer> {
  const port = await findFreePort();
  const at = `http://127.0.0.1:${port}`;
  const dataDir = process.env.PARALLAX_DATA_DIR ?? '';
  const logFile = join(dataDir, `next-${port}.log`);
  const env = { ...process.env, NODE_ENV: 'production' as const, PARALLAX_DIST_DIR: distDir };
  const service = runService({
    name: 'web',
    args: [resolve(NEXT), 'start', resolve(folder), '-H', '127.0.0.1', '-p', String(port)],
    env: { ...env, PARALLAX_URL: url ?? at, NEXTAUTH_URL: url ?? at, PORT: String(port), NEXT_TELEMETRY_DISABLED: '1' },
    logFile,
    onStart: () => {},
    onEnd: (sentence) => console.error(sentence),
  });
  if (!(await waitUntilReady(`${at}/readyz`, 120_000))) {
    await service.stop();
    throw new Error(`The server did not become ready, see ${logFile}.`);
  }
  return { at, logFile, stop: service.stop };
}
