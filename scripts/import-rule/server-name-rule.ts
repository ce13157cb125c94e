import type { ParsedFile } from './parsed-file.ts';
import { isTest } from './resolve-import.ts';
import type { Violation } from './violation.ts';

/** Names that mean the same in every folder of `server`; CONTRIBUTING.md has a sentence for each. */
const FIXED = ['router', 'queries', 'present', 'columns', 'registry'];
const PROCEDURES = ['../command.ts', '../query.ts'];

/**
 * The closed list of file names of `server/<entity>/`, the folders that hold procedures: a fixed name, or words of an export in their order,
 * as `revoke-key` (`revokeKey`) and `waiting-plan` (`loadWaitingPlan`) are.
 */
export function checkServerNames(files: readonly ParsedFile[]): Violation[] {
  const inFolders = files.filter(({ path }) => /^server\/[^/]+\/[^/]+\.ts$/.test(path) && !isTest(path));
  const entities = new Set(inFolders.filter(hasProcedures).map(({ path }) => folderOf(path)));
  return inFolders.flatMap(({ path, exports }) => {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);
    if (!entities.has(folderOf(path)) || FIXED.includes(name) || exports.some((one) => hasWords(one, name))) return [];
    const sentence = `'${name}' is neither ${FIXED.join(', ')} nor named after one of its exports: ${exports.join(', ')}`;
    return [{ path, line: 1, sentence }];
  });
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

const hasProcedures = ({ imports }: ParsedFile) => imports.some(({ specifier }) => PROCEDURES.includes(specifier));

function hasWords(exported: string, name: string): boolean {
  const words = exported.split(/_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase());
  let at = -1;
  return name.split('-').every((word) => {
    at = words.indexOf(word, at + 1);
    return at >= 0;
  });
}
