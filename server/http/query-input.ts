import { z } from 'zod';

/**
 * Query and path parameters as the input schema wants them: text that is a number or a boolean for fields that are one. A body is
 * never bent like this: there, "5" is not 5 and null is not 0.
 */
export function queryInput(schema: z.ZodType | undefined, texts: Record<string, string>): Record<string, unknown> {
  const shape: Record<string, unknown> = schema instanceof z.ZodObject ? schema.shape : {};
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, bend(bare(shape[name]), text)]));
}

function bend(field: unknown, text: string): unknown {
  if (field instanceof z.ZodNumber && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (field instanceof z.ZodBoolean && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** Without optional, nullable and default around it. */
function bare(field: unknown): unknown {
  const isWrapped = field instanceof z.ZodOptional || field instanceof z.ZodNullable || field instanceof z.ZodDefault;
  return isWrapped ? bare(field.unwrap()) : field;
}
