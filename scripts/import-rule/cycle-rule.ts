import type { ParsedFile } from './parsed-file.ts';
import { entityFolder, isTest, resolveImport } from './resolve-import.ts';
import type { Violation } from './violation.ts';

type Step = { path: string; line: number; target: string };

/**
 * No file and no folder may need itself on a way round, and a type is needed as a value is: whoever reads or moves the one has to know the
 * other. One violation for each way round.
 */
export function checkCycles(files: readonly ParsedFile[]): Violation[] {
  const steps = files.flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier, line }): Step[] => {
      const target = resolveImport(path, specifier);
      return target === null ? [] : [{ path, line, target }];
    }),
  );
  return [...fileCycles(steps), ...folderCycles(steps)];
}

function fileCycles(steps: readonly Step[]): Violation[] {
  return waysRound(steps.map(({ path, target }) => [path, target])).map((way) => ({
    path: way[0] ?? '',
    line: 1,
    sentence: `imports itself on a way round: ${way.join(' → ')}`,
  }));
}

/** Tests may use everything. */
function folderCycles(steps: readonly Step[]): Violation[] {
  const between = new Map<string, Step>();
  const edges = steps.flatMap((step): [string, string][] => {
    const [from, to] = [entityFolder(step.path), entityFolder(step.target)];
    if (from === null || to === null || from === to || isTest(step.path) || isTest(step.target)) return [];
    between.set(`${from} ${to}`, between.get(`${from} ${to}`) ?? step);
    return [[from, to]];
  });
  return waysRound(edges).map((way) => {
    const made = way.slice(1).flatMap((to, i) => between.get(`${way[i]} ${to}`) ?? []);
    return {
      path: made[0]?.path ?? '',
      line: made[0]?.line ?? 1,
      sentence: [
        `folders import each other on a way round: ${way.join(' → ')}.`,
        `It is made by ${made.map(({ path, line, target }) => `${path}:${line} (imports ${target})`).join(', ')}.`,
        'Move the file to the folder that it serves, a type to a file of its own in the lower folder, or pass the data in: "Folders" in CONTRIBUTING.md.',
      ].join(' '),
    };
  });
}

/** Each from a node over others back to itself, as far as a search in depth meets them. */
function waysRound(edges: readonly (readonly [string, string])[]): string[][] {
  const next = Map.groupBy(edges, ([from]) => from);
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (node: string, path: readonly string[]): void => {
    const start = path.indexOf(node);
    if (start >= 0) {
      found.push([...path.slice(start), node]);
      return;
    }
    if (done.has(node)) return;
    for (const to of new Set(next.get(node)?.map(([, target]) => target))) visit(to, [...path, node]);
    done.add(node);
  };
  for (const node of next.keys()) visit(node, []);
  return found;
}
