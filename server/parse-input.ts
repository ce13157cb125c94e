import type { z } from 'zod';
import { AppError, type Problem } from '#core/errors.ts';

/** Parses, or throws BAD_REQUEST with everything that is wrong at once. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_REQUEST', 'The input is malformed.', { problems: problemsOf(parsed.error) });
}

/** Zod's issues as JSON pointers (RFC 6901) and words; a value is never repeated. */
export function problemsOf(error: z.core.$ZodError): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue));
}

function problemsOfIssue(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), message: 'is not a known field' }));
  }
  return [{ pointer: pointerTo(issue.path), message: issue.message }];
}

export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
