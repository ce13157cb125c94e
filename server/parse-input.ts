import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { problemsOf } from '#core/problems-of.ts';

/** Parses, or throws BAD_REQUEST with everything that is wrong at once. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_REQUEST', 'The input is malformed.', { problems: problemsOf(parsed.error) });
}
