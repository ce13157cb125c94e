import { isBlockText, writeScalar } from './write-scalar.ts';

const WIDTH = 120;

/**
 * An object of texts, whole numbers, booleans, lists and objects as YAML 1.2, always in the same bytes. Sections at the top are set
 * apart by a line; what lies deeper than the items of a section stands on one line where it fits.
 */
export function writeYaml(document: Readonly<Record<string, unknown>>): string {
  return Object.entries(document)
    .map(([name, value], at) => {
      const lines = entryLines(name, value, 0);
      return `${at > 0 && lines.length > 1 ? '\n' : ''}${lines.join('\n')}\n`;
    })
    .join('');
}

/** `depth` is that of the entry itself: 0 at the top. */
function entryLines(name: string, value: unknown, depth: number): string[] {
  const key = `${writeScalar(name)}:`;
  if (isBlockText(value)) return [`${key} |-`, ...indented(value.split('\n'))];
  const line = onOneLine(value, depth, key.length + 1);
  if (line !== null) return [`${key} ${line}`];
  return [key, ...indented(nestedLines(value, depth + 1))];
}

function nestedLines(value: unknown, depth: number): string[] {
  if (!Array.isArray(value)) return Object.entries(value ?? {}).flatMap(([name, one]) => entryLines(name, one, depth));
  return value.flatMap((item: unknown) => {
    const [first = '', ...rest] = itemLines(item, depth);
    return [`- ${first}`, ...indented(rest)];
  });
}

function itemLines(item: unknown, depth: number): string[] {
  if (isBlockText(item)) return ['|-', ...item.split('\n')];
  // The items of a section stand on lines of their own.
  const line = onOneLine(item, depth - 1, 4);
  return line === null ? nestedLines(item, depth + 1) : [line];
}

/** Null where it has to stand on lines of its own. */
function onOneLine(value: unknown, depth: number, taken: number): string | null {
  if (typeof value !== 'object' || value === null) return writeScalar(value);
  const all: unknown[] = Object.values(value);
  if (all.length === 0) return Array.isArray(value) ? '[]' : '{}';
  if (depth < 1 || all.some((one) => (typeof one === 'object' && one !== null) || isBlockText(one))) return null;
  const line = Array.isArray(value)
    ? `[${all.map(writeScalar).join(', ')}]`
    : `{ ${Object.entries(value)
        .map(([name, one]) => `${writeScalar(name)}: ${writeScalar(one)}`)
        .join(', ')} }`;
  return depth * 2 + taken + line.length <= WIDTH ? line : null;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
