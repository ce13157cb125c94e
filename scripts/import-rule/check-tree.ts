import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCycles } from './cycle-rule.ts';
import { checkFile } from './file-rules.ts';
import { checkFolders } from './folder-rule.ts';
import { listFiles } from './list-files.ts';
import { parseFile } from './parsed-file.ts';
import { checkServerNames } from './server-name-rule.ts';
import type { Violation } from './violation.ts';

const SOURCES = /(?<!\.d)\.(tsx?|m?js)$/;

/** All violations of the rules in CONTRIBUTING.md under this folder, and how many files were looked at. */
export function checkTree(root: string): { violations: Violation[]; files: number } {
  const files = listFiles(root, '', SOURCES).map((path) => parseFile(path, readFileSync(join(root, path), 'utf8')));
  const violations = [
    ...files.flatMap((file) => [...checkFile(file), ...checkFolders(file)]),
    ...checkCycles(files),
    ...checkServerNames(files),
  ];
  return { violations, files: files.length };
}
