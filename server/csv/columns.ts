import { z } from 'zod';

/** One column: its name (`coverage.compared`) and the way to its value in a row. */
export type Column = { name: string; path: readonly string[] };

/**
 * The columns of a list, from the schema of its rows: every field that is no object is one, fields of an object stand beside each
 * other under its name. They are the same whatever the rows hold.
 */
export function columnsOf(output: z.ZodType | undefined, at: readonly string[]): Column[] {
  const found = at.reduce<unknown>((schema, name) => fieldOf(schema, name), output);
  const list = bare(found);
  if (!(list instanceof z.ZodArray)) throw new Error(`There is no list at ${at.join('.') || 'the answer'}.`);
  return leavesOf(list.element, []);
}

function leavesOf(schema: unknown, path: readonly string[]): Column[] {
  const inner = bare(schema);
  if (!(inner instanceof z.ZodObject)) return [{ name: path.join('.'), path }];
  return Object.entries(inner.shape).flatMap(([name, field]) => leavesOf(field, [...path, name]));
}

function fieldOf(schema: unknown, name: string): unknown {
  const inner = bare(schema);
  return inner instanceof z.ZodObject ? inner.shape[name] : undefined;
}

/** Without what is only around it. */
function bare(schema: unknown): unknown {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return bare(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? bare(schema.in) : schema;
}

/** What stands at the end of a path; null where the path ends early. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    return typeof inner === 'object' && inner !== null
      ? Object.entries(inner).find(([key]) => key === name)?.[1]
      : null;
  }, value);
}
