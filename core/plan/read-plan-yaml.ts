import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { z } from 'zod';
import { type Registry, registry } from '../criteria/registry.ts';
import type { Problem } from '../errors.ts';
import { problemsOf } from '../problems-of.ts';
import { type AnyPlanDocument, type PlanDocument, planDocumentSchema } from './document.ts';
import { findDocumentProblems } from './find-document-problems.ts';

/** Uses of one anchor, multiplied where anchors stand within anchors: room for every dataset of a plan, and none for a bomb. */
const MOST_ALIASES = 10_000;

/** A problem and where in the text it stands; both count from 1. */
export type PlacedProblem = Problem & { line: number; column: number };
export type ReadPlan<D = PlanDocument> = { document: D; problems: [] } | { document: null; problems: PlacedProblem[] };

/** Reads parallax.yaml and says everything that is wrong with it at once, as far as that can be said without the server. */
export function readPlanYaml(text: string): ReadPlan {
  return readPlanYamlBy(text, planDocumentSchema, registry);
}

/** As above, by the metrics of any registry. */
export function readPlanYamlBy<D extends AnyPlanDocument>(
  text: string,
  schema: z.ZodType<D>,
  known: Registry,
): ReadPlan<D> {
  const yaml = parseText(text);
  const broken = [...yaml.document.errors, ...yaml.document.warnings];
  if (broken.length > 0) {
    const problems = broken.map(({ message, pos }) => ({ pointer: '', message, ...yaml.at(pos[0]) }));
    return { document: null, problems };
  }
  const failed = (problems: readonly Problem[]): ReadPlan<D> => ({ document: null, problems: place(yaml, problems) });
  const content = contentOf(yaml.document);
  if (!content.ok) return failed([{ pointer: '', message: content.message }]);
  const parsed = schema.safeParse(content.value);
  if (!parsed.success) return failed(problemsOf(parsed.error));
  const problems = findDocumentProblems(parsed.data, known);
  return problems.length > 0 ? failed(problems) : { document: parsed.data, problems: [] };
}

/** Where in the text the problems stand that the server found. Of a malformed body its pointers begin at the body. */
export function placeProblems(text: string, problems: readonly Problem[]): PlacedProblem[] {
  const within = problems.map((problem) => ({
    ...problem,
    pointer: problem.pointer.replace(/^\/document(?=\/|$)/, ''),
  }));
  return place(parseText(text), within);
}

type Place = { line: number; column: number };
type Yaml = { document: Document; at: (offset: number) => Place };

function parseText(text: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2', merge: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  return { document, at };
}

function place({ document, at }: Yaml, problems: readonly Problem[]): PlacedProblem[] {
  return problems
    .map(({ pointer, message }) => {
      const { offset, node, isThere } = find(document, pointer);
      return { pointer, message: inWords(message, node, isThere), ...at(offset) };
    })
    .sort(byPlace);
}

function byPlace(a: PlacedProblem, b: PlacedProblem): number {
  return a.line - b.line || a.column - b.column;
}

type Content = { ok: true; value: unknown } | { ok: false; message: string };

/**
 * Text in which a few aliases stand for a great many nodes is refused, not unfolded. Fields `x-…` at the top say nothing themselves: they
 * are where people keep what they refer to by alias and merge key, as in files of Compose.
 */
function contentOf(yaml: Document): Content {
  try {
    const value: unknown = yaml.toJS({ maxAliasCount: MOST_ALIASES }) ?? {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { ok: true, value };
    return { ok: true, value: Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-'))) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Zod's own words for the two mistakes that everybody makes in YAML. */
function inWords(message: string, node: unknown, isThere: boolean): string {
  if (!message.startsWith('Invalid input') && !message.startsWith('Invalid option')) return message;
  if (!isThere) return 'is missing';
  const source = isScalar(node) && typeof node.value === 'number' ? node.source : undefined;
  return source !== undefined && message.includes('expected string') ? `must be text: write "${source}"` : message;
}

/** The node that a pointer names, or the one nearest to it; for a field, where its name stands. */
function find(yaml: Document, pointer: string): { offset: number; node: unknown; isThere: boolean } {
  let node: unknown = yaml.contents;
  let offset = startOf(node) ?? 0;
  for (const part of pointer.split('/').slice(1).map(unescaped)) {
    const parent = isAlias(node) ? node.resolve(yaml) : node;
    const pair = isMap(parent) ? pairOf(yaml, parent, part) : undefined;
    const next = pair ?? (isSeq(parent) ? parent.items[Number(part)] : undefined);
    if (next === undefined) return { offset, node, isThere: false };
    offset = startOf(pair ? pair.key : next) ?? offset;
    node = pair ? pair.value : next;
  }
  return { offset, node, isThere: true };
}

/** A field of a map, its own or one that it merges in (`<<`). */
function pairOf(yaml: Document, map: YAMLMap, name: string): Pair | undefined {
  const keyOf = ({ key }: Pair) => (isScalar(key) ? String(key.value) : String(key));
  const own = map.items.find((pair) => keyOf(pair) === name);
  if (own) return own;
  const merged = map.items
    .filter(({ key }) => isScalar(key) && key.source === '<<')
    .flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
    .map((node) => (isAlias(node) ? node.resolve(yaml) : node));
  for (const one of merged) {
    const found = isMap(one) ? pairOf(yaml, one, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

const unescaped = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');
