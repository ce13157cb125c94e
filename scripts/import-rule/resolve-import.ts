import { posix } from 'node:path';

/** Where an import leads: a path from the project's top, or null for a package. */
export function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  return null;
}

/** `core` of `core/verdict/decide.ts`; empty for a file at the top. */
export const topFolder = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '');

const WITH_FOLDERS = ['core', 'server', 'agent', 'lib', 'components'];

/**
 * `core/verdict` of `core/verdict/decide.ts`: a folder right below one of the large ones, with all that is below it. Null for what lies
 * beside them, such as `server/command.ts`: it starts or serves all of them.
 */
export function entityFolder(path: string): string | null {
  const [top = '', folder, ...rest] = path.split('/');
  return rest.length > 0 && WITH_FOLDERS.includes(top) ? `${top}/${folder}` : null;
}

/** Tests and what only tests use. */
export const isTest = (path: string) => /\.test\.tsx?$|(^|\/)testing\//.test(path);
