import type { z } from 'zod';

/** How many characters a schema takes in one of its fields; undefined: it does not say. */
export function limitOf(schema: z.ZodType | undefined, name: string): number | undefined {
  const shape = partOf(schema, 'shape');
  let at = partOf(shape, name);
  // What wraps a text (a default, null) says nothing of its length.
  for (let inner = at; inner !== undefined; inner = partOf(partOf(inner, 'def'), 'innerType')) at = inner;
  const limit = partOf(at, 'maxLength');
  return typeof limit === 'number' ? limit : undefined;
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
