import { TRPCClientError } from '@trpc/client';
import type { Problem } from '#core/errors.ts';

type ErrorData = { code?: unknown; problems?: unknown; requestId?: unknown };

function dataOf(error: unknown): ErrorData | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null ? data : null;
}

/** The tRPC code of a failed call, null where the server was not reached at all. */
export function errorCodeOf(error: unknown): string | null {
  const code = dataOf(error)?.code;
  return typeof code === 'string' ? code : null;
}

/** With which id the server wrote the failure into its log. */
export function requestIdOf(error: unknown): string | null {
  const id = dataOf(error)?.requestId;
  return typeof id === 'string' ? id : null;
}

/** Everything that was wrong with the input, as JSON pointers and words. */
export function problemsOf(error: unknown): Problem[] {
  const problems = dataOf(error)?.problems;
  return Array.isArray(problems) ? problems.filter(isProblem) : [];
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'pointer' in value && 'message' in value;
}

/** One sentence for a person: what the server said, or that it did not answer. */
export function messageOf(error: unknown): string {
  if (error instanceof TRPCClientError && errorCodeOf(error) !== null) {
    return problemsOf(error)[0]?.message ?? error.message;
  }
  return 'The server did not answer. Check your connection and try again.';
}
