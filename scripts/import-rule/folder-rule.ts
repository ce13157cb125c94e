import type { Import, ParsedFile } from './parsed-file.ts';
import { isTest, resolveImport, topFolder } from './resolve-import.ts';
import type { Violation } from './violation.ts';

type Folder = {
  /** Folders it may import from, besides itself. */
  from: readonly string[];
  /** Folders it may name types of. */
  typesFrom?: readonly string[];
  /** Packages it may use; all, if left out. */
  packages?: RegExp;
};

/** The table of CONTRIBUTING.md. What is not named here (scripts, e2e, prisma, the files at the top) may import everything. */
const TABLE: Record<string, Folder> = {
  core: { from: [], packages: /^(zod|decimal\.js|date-fns|@date-fns\/tz|canonicalize|yaml)(\/|$)/ },
  server: { from: ['core', 'prisma'] },
  agent: { from: ['core'] },
  lib: { from: ['core'], typesFrom: ['server'] },
  components: { from: ['lib', 'core'], typesFrom: ['server'] },
  app: { from: ['components', 'lib', 'server', 'core'] },
};

/** Tests prove their folder on real databases, whoever provides them. */
const FOR_TESTS = { from: ['server', 'prisma'], packages: /^(vitest|fast-check|node:)/ };

export function checkFolders(file: ParsedFile): Violation[] {
  const folder = topFolder(file.path);
  const rule = TABLE[folder];
  return file.imports.flatMap((found) => {
    const sentence = judge(file.path, folder, rule, found);
    return sentence === null ? [] : [{ path: file.path, line: found.line, sentence }];
  });
}

function judge(path: string, folder: string, rule: Folder | undefined, { specifier, typeOnly }: Import): string | null {
  const target = resolveImport(path, specifier);
  if (target === null) return judgePackage(path, folder, rule, specifier);
  const other = topFolder(target);
  if (!/\.(tsx?|m?js|css|json|yaml)$/.test(target)) return `'${specifier}' does not say the file's extension`;
  if (other === folder) return judgeWithin(path, target);
  const leaves = specifier.startsWith('.') && folder !== 'agent' && folder !== '';
  if (leaves && other !== '') return `'${specifier}' leaves ${folder}: write '#${target}'`;
  if (!rule || rule.from.includes(other)) return null;
  if (typeOnly && rule.typesFrom?.includes(other)) return null;
  if (isTest(path) && FOR_TESTS.from.includes(other)) return null;
  const types = rule.typesFrom?.includes(other) ? ' (only with import type)' : '';
  return `${folder} may not import from ${other || 'the top'}${types}: '${specifier}'`;
}

function judgePackage(path: string, folder: string, rule: Folder | undefined, specifier: string): string | null {
  if (!rule?.packages || rule.packages.test(specifier)) return null;
  if (isTest(path) && FOR_TESTS.packages.test(specifier)) return null;
  return `${folder} may not use '${specifier}': it is data in, data out, with pure libraries only`;
}

/** Routers meet in server/root.ts only; everything else of a neighbour may be used. */
function judgeWithin(path: string, target: string): string | null {
  const isForeignRouter = /^server\/[^/]+\/router\.ts$/.test(target) && path !== 'server/root.ts' && !isTest(path);
  const sameFolder = path.split('/').slice(0, 2).join('/') === target.split('/').slice(0, 2).join('/');
  return isForeignRouter && !sameFolder ? `only server/root.ts brings routers together: '${target}'` : null;
}
