import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { AppError, type ErrorCode, type Problem } from '#core/errors.ts';
import { problemsOf } from '#core/problems-of.ts';
import { outageOf } from './database-error.ts';

type TrpcCode = TRPCError['code'];

/** The one table from our codes to the two transports. */
const transports = {
  BAD_REQUEST: { status: 400, trpc: 'BAD_REQUEST' },
  UNAUTHENTICATED: { status: 401, trpc: 'UNAUTHORIZED' },
  FORBIDDEN: { status: 403, trpc: 'FORBIDDEN' },
  NOT_FOUND: { status: 404, trpc: 'NOT_FOUND' },
  CONFLICT: { status: 409, trpc: 'CONFLICT' },
  TOO_LARGE: { status: 413, trpc: 'PAYLOAD_TOO_LARGE' },
  UNPROCESSABLE: { status: 422, trpc: 'UNPROCESSABLE_CONTENT' },
  TOO_MANY_REQUESTS: { status: 429, trpc: 'TOO_MANY_REQUESTS' },
  UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
  INTERNAL: { status: 500, trpc: 'INTERNAL_SERVER_ERROR' },
} as const satisfies Record<ErrorCode, { status: number; trpc: TrpcCode }>;

export const statusOf = (error: AppError): number => transports[error.code].status;

/** Whatever was thrown, as an error whose message may be shown. An unknown error keeps its cause for the log and loses its words. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ZodError) return malformed(problemsOf(thrown));
  if (thrown instanceof TRPCError) return fromTrpc(thrown);
  const outage = outageOf(thrown);
  if (outage) {
    const { message, retryAfterSeconds } = outage;
    return withCause(new AppError('UNAVAILABLE', `${message} Try again in a moment.`, { retryAfterSeconds }), thrown);
  }
  return withCause(
    new AppError('INTERNAL', 'Something went wrong on the server. It is in its log under the request id.'),
    thrown,
  );
}

export function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({ code: transports[error.code].trpc, message: error.message, cause: error });
}

/** Body of every error answer of the HTTP entry point. */
export function errorBody(error: AppError, requestId: string) {
  return { error: { code: error.code, message: error.message, problems: error.problems, requestId } };
}

function fromTrpc(error: TRPCError): AppError {
  const { cause } = error;
  if (cause instanceof AppError || cause instanceof ZodError) {
    // A malformed answer of ours is our fault, not the caller's.
    return error.code === 'INTERNAL_SERVER_ERROR' && cause instanceof ZodError
      ? toAppError(new Error('Malformed answer', { cause }))
      : toAppError(cause);
  }
  if (error.code === 'INTERNAL_SERVER_ERROR') return toAppError(cause ?? new Error(error.message));
  if (error.code === 'PARSE_ERROR') return malformed([{ pointer: '', message: 'is not valid JSON' }]);
  const known = Object.entries(transports).find(([, transport]) => transport.trpc === error.code);
  return new AppError(isErrorCode(known?.[0]) ? known[0] : 'BAD_REQUEST', error.message);
}

function malformed(problems: Problem[]): AppError {
  return new AppError('BAD_REQUEST', 'The input is malformed.', { problems });
}

function withCause(error: AppError, cause: unknown): AppError {
  error.cause = cause;
  return error;
}

function isErrorCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && code in transports;
}
