import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCycles } from './cycle-rule.ts';
import { checkFile } from './file-rules.ts';
import { checkFolders } from './folder-rule.ts';
import { parseFile } from './parsed-file.ts';
import type { Violation } from './violation.ts';

const SKIPPED = new Set([
  'node_modules',
  '.next',
  '.parallax',
  '.git',
  'generated',
  'test-results',
  'playwright-report',
]);

/** All violations of the rules in CONTRIBUTING.md under this folder, and how many files were looked at. */
export function checkTree(root: string): { violations: Violation[]; files: number } {
  const files = listFiles(root, '').map((path) => parseFile(path, readFileSync(join(root, path), 'utf8')));
  const violations = [...files.flatMap((file) => [...checkFile(file), ...checkFolders(file)]), ...checkCycles(files)];
  return { violations, files: files.length };
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(root, path);
    return /\.(tsx?|m?js)$/.test(entry.name) && !/\.d\.m?ts$/.test(entry.name) ? [path] : [];
  });
}
