import type { z } from 'zod';
import type { Problem } from './errors.ts';

/**
 * Zod's issues as JSON pointers (RFC 6901) and words; a value is never repeated. Where none of several shapes fits, the problems of
 * the one that comes closest are reported.
 */
export function problemsOf(error: z.core.$ZodError): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue));
}

function problemsOfIssue(issue: z.core.$ZodIssue, base: readonly PropertyKey[] = []): Problem[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...path, key]), message: 'is not a known field' }));
  }
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0];
    if (closest) return closest.flatMap((inner) => problemsOfIssue(inner, path));
  }
  return [{ pointer: pointerTo(path), message: issue.message }];
}

export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
