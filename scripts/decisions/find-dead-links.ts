import type { Decision } from './read-decisions.ts';

/** Paths as `docs/decisions/0020-rows-as-copy-lines.md` or `](0020-…md)`, and numbers as "decision 0020" or, among the records, "(0020)". */
const LINK = /(?:decisions\/|\]\()(\d{4}-[a-z0-9-]+\.md)/g;
const NUMBER = /\bdecisions? (\d{4})\b|\((0\d{3})\)/g;

/** A sentence for each mention of a record that does not exist. */
export function findDeadLinks(path: string, text: string, decisions: readonly Decision[]): string[] {
  const files = new Set(decisions.map(({ file }) => file));
  const numbers = new Set(decisions.map(({ number }) => number));
  const isRecord = path.startsWith('docs/decisions/');
  const links = [...text.matchAll(LINK)].map(([, file = '']) => file).filter((file) => !files.has(file));
  const mentioned = [...text.matchAll(NUMBER)].map(([, named, bare]) => named ?? (isRecord ? bare : undefined));
  const dead = [...links, ...mentioned.filter((number) => number !== undefined && !numbers.has(number))];
  return dead.map((name) => `${path}: there is no decision ${name}`);
}
