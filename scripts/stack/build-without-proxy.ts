import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { withLock } from '../bootstrap/lock.mjs';
import { buildNext, DONE } from './build.ts';
import { hashSources, SOURCES } from './source-hash.ts';

const COPIES = '.next/without-proxy';
export const DIST_OF_COPY = 'build';
/** What Next reads besides the sources. Not the lockfile: beside it Next would look for the dependencies in the copy. */
const SETTINGS = ['package.json', 'next.d.ts', 'tsconfig.next.json'];
const FONTS = 'node_modules/@fontsource-variable';
const LEFT_OUT = ['proxy.ts', 'package-lock.json'];

/**
 * The production build of a copy of these sources in which proxy.ts does not exist, made if there is none; returns the copy's
 * folder. For proving that nothing rests on it. One is kept.
 */
export async function ensureBuildWithoutProxy(): Promise<string> {
  return withLock('build', async () => {
    const copy = join(COPIES, await hashSources());
    if (existsSync(join(copy, DONE))) return copy;
    rmSync(COPIES, { recursive: true, force: true });
    mkdirSync(copy, { recursive: true });
    for (const source of [...SOURCES, ...SETTINGS]) {
      if (LEFT_OUT.includes(source) || !existsSync(source)) continue;
      mkdirSync(join(copy, dirname(source)), { recursive: true });
      cpSync(source, join(copy, source), { recursive: true, filter: (path) => !/\.test\.tsx?$/.test(path) });
    }
    // Dependencies are found further up. Only fonts are named by path; a link to all of node_modules would be searched for styles.
    mkdirSync(join(copy, 'node_modules'));
    symlinkSync(relative(join(copy, 'node_modules'), FONTS), join(copy, FONTS));
    await buildNext({ folder: copy, distDir: DIST_OF_COPY });
    writeFileSync(join(copy, DONE), '');
    return copy;
  });
}
