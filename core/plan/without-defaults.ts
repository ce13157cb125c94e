import { z } from 'zod';
import { isSame } from './diff-plan.ts';

/** A parsed value as people write it: fields in the order of the schema, and what is at its default left out. */
export function withoutDefaults(schema: unknown, value: unknown): unknown {
  const bare = unwrapped(schema);
  if (Array.isArray(value) && bare instanceof z.ZodArray)
    return value.map((item) => withoutDefaults(bare.element, item));
  if (typeof value !== 'object' || value === null) return value;
  if (bare instanceof z.ZodDiscriminatedUnion) {
    return withoutDefaults(
      bare.options.find((option) => option instanceof z.ZodType && option.safeParse(value).success),
      value,
    );
  }
  if (!(bare instanceof z.ZodObject)) return value;
  const fields = new Map(Object.entries(value));
  const shape: Record<string, unknown> = bare.shape;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, field]) => {
      const said = fields.get(name);
      return said === undefined || isDefault(field, said) ? [] : [[name, withoutDefaults(field, said)]];
    }),
  );
}

function isDefault(field: unknown, value: unknown): boolean {
  if (!(field instanceof z.ZodType)) return false;
  const absent = field.safeParse(undefined);
  return absent.success && absent.data !== undefined && isSame(absent.data, value);
}

function unwrapped(schema: unknown): unknown {
  const isWrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault;
  return isWrapped ? unwrapped(schema.unwrap()) : schema;
}
