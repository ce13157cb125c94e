import type { ParsedFile } from './parsed-file.ts';
import { resolveImport } from './resolve-import.ts';
import type { Violation } from './violation.ts';

/** No file may need itself on a way round. Types are erased and need nothing. One violation for each way round. */
export function checkCycles(files: readonly ParsedFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: Violation[] = [];

  const visit = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const way = [...trail.slice(start), path];
      found.push({ path, line: 1, sentence: `imports itself on a way round: ${way.join(' → ')}` });
      return;
    }
    const file = byPath.get(path);
    if (!file || done.has(path)) return;
    for (const { specifier, typeOnly } of file.imports) {
      const target = resolveImport(path, specifier);
      if (target !== null && !typeOnly) visit(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const file of files) visit(file.path, []);
  return found;
}
