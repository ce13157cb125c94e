import { readFile } from 'node:fs/promises';
import type { PlanDocument } from '../../core/plan/document.ts';
import { type PlacedProblem, placeProblems, readPlanYaml } from '../../core/plan/read-plan-yaml.ts';
import { ParallaxError } from '../client/parallax-error.ts';
import { UserError } from '../user-error.ts';

/** The text of a file, UTF-8 and nothing else. */
export async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    throw new UserError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads parallax.yaml and asks something with it; whatever is wrong, here or there, is reported with its place in the file. */
export async function withPlanFile<T>(path: string, ask: (document: PlanDocument) => Promise<T>): Promise<T> {
  const text = await readText(path);
  const { document, problems } = readPlanYaml(text);
  if (!document) throw new UserError(inLines(path, problems));
  try {
    return await ask(document);
  } catch (error) {
    if (!(error instanceof ParallaxError) || error.problems.length === 0) throw error;
    const placed = placeProblems(text, error.problems);
    throw new UserError(`Parallax refused the plan (${error.status}):\n${inLines(path, placed)}`);
  }
}

/** Compilers' way of naming a place, which editors and CI logs turn into links. */
export function inLines(path: string, problems: readonly PlacedProblem[]): string {
  return problems
    .map(({ line, column, pointer, message }) => `${path}:${line}:${column}: ${pointer ? `${pointer} ` : ''}${message}`)
    .join('\n');
}
