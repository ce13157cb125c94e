import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = new Set([
  'node_modules',
  '.next',
  '.parallax',
  '.git',
  'generated',
  'test-results',
  'playwright-report',
]);

/** The files under a folder whose name fits, as paths from `root`; without what is installed, built or generated. */
export function listFiles(root: string, folder: string, name: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(root, path, name);
    return name.test(entry.name) ? [path] : [];
  });
}
