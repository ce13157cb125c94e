import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isRunning, markProcess, processMarkSchema } from '#server/process/process-mark.ts';
import { withLock } from '../bootstrap/lock.mjs';
import { Refusal } from './refusal.ts';
import { hashSources } from './source-hash.ts';

const BUILDS = '.next/builds';
const KEPT = 3;
export const DONE = 'parallax-build-is-complete';
export const NEXT = 'node_modules/next/dist/bin/next';

/**
 * The production build of these sources, made if there is none; returns its folder. Each state of the sources has a
 * folder of its own, so that building never pulls the files from under a server that runs.
 */
export async function ensureBuild(onProgress: (line: string) => void, signal?: AbortSignal): Promise<string> {
  return withLock('build', async () => {
    const hash = await hashSources();
    const distDir = join(BUILDS, hash);
    if (existsSync(join(distDir, DONE))) return distDir;
    onProgress('Building the web application …');
    rmSync(distDir, { recursive: true, force: true });
    const started = performance.now();
    await buildNext({ folder: '.', distDir, signal });
    if ((await hashSources()) === hash) writeFileSync(join(distDir, DONE), '');
    removeOldBuilds(hash);
    onProgress(`Built in ${Math.round((performance.now() - started) / 1000)} s.`);
    return distDir;
  });
}

/** Keeps the build from being cleared away for as long as this process lives. */
export function holdBuild(distDir: string): void {
  writeFileSync(join(distDir, `used-by-${process.pid}.json`), JSON.stringify(markProcess(process.pid)));
}

/** `distDir` is relative to the folder of the sources. */
export async function buildNext(given: {
  folder: string;
  distDir: string;
  signal?: AbortSignal | undefined;
}): Promise<void> {
  const { folder, distDir, signal } = given;
  const child = spawn(process.execPath, [resolve(NEXT), 'build'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PARALLAX_DIST_DIR: distDir },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  if (code !== 0) throw new Refusal(`The web application could not be built. Next said:\n\n${output.trim()}`);
}

function removeOldBuilds(current: string): void {
  const others = readdirSync(BUILDS)
    .filter((name) => name !== current && !isInUse(join(BUILDS, name)))
    .map((name) => ({ name, at: statSync(join(BUILDS, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of others.slice(KEPT - 1)) rmSync(join(BUILDS, name), { recursive: true, force: true });
}

function isInUse(distDir: string): boolean {
  return readdirSync(distDir)
    .filter((name) => name.startsWith('used-by-'))
    .some((name) => {
      const mark = processMarkSchema.safeParse(JSON.parse(readFileSync(join(distDir, name), 'utf8')));
      return mark.success && isRunning(mark.data);
    });
}
