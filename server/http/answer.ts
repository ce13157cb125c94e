import type { AppError } from '#core/errors.ts';
import { errorBody, statusOf } from '../error-response.ts';

type Headers = Record<string, string>;

export function answerJson(body: unknown, requestId: string, headers: Headers = {}): Response {
  return Response.json(body, { headers: { ...headers, 'x-request-id': requestId, 'cache-control': 'no-store' } });
}

export function answerError(error: AppError, requestId: string, headers: Headers = {}): Response {
  const retry: Headers = error.retryAfterSeconds ? { 'retry-after': String(error.retryAfterSeconds) } : {};
  const challenge: Headers = error.code === 'UNAUTHENTICATED' ? { 'www-authenticate': 'Bearer' } : {};
  return Response.json(errorBody(error, requestId), {
    status: statusOf(error),
    headers: { ...headers, ...retry, ...challenge, 'x-request-id': requestId, 'cache-control': 'no-store' },
  });
}
