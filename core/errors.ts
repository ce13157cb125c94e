/** One thing that is wrong with an input: where (RFC 6901 JSON pointer) and what, in words that say what to do. */
export type Problem = { pointer: string; message: string };

/** The only error codes. Transports map them once: server/trpc.ts and server/http.ts. */
export const errorCodes = [
  'BAD_REQUEST', // malformed: 400
  'UNAUTHENTICATED', // no or unknown identity: 401
  'FORBIDDEN', // known, but not allowed: 403
  'NOT_FOUND', // 404, also for what the actor may not see
  'CONFLICT', // 409
  'TOO_LARGE', // 413
  'UNPROCESSABLE', // well-formed, but does not add up: 422
  'TOO_MANY_REQUESTS', // 429
  'UNAVAILABLE', // 503
  'INTERNAL', // 500; its message is never shown
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An expected error with a message meant for the caller. Anything else that is thrown is INTERNAL and stays hidden. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { problems?: readonly Problem[]; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.problems = more.problems ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
