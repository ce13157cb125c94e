import { getTRPCErrorShape } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { AppError } from '#core/errors.ts';
import { statusOf, toAppError, toTrpcError } from '../error-response.ts';
import { newId } from '../new-id.ts';
import { appRouter } from '../root.ts';
import type { RequestContext } from '../trpc.ts';
import { admit, holdBody, roomOf } from './admission.ts';
import { bodyLimitOf } from './body-limit.ts';
import { limitHeaders } from './key-limit.ts';
import { noteEndedKey, takeTurn } from './key-turn.ts';
import { readBody } from './read-body.ts';
import { createRequestContext } from './request-context.ts';
import { refuseForeignOrigin, refuseOtherThanJson } from './same-origin.ts';

export const TRPC_PATH = '/api/trpc';
const MAX_BATCH = 20;

/** The tRPC entry point, for our own pages and for agents that speak tRPC. */
export async function handleTrpc(req: Request): Promise<Response> {
  try {
    if (req.method !== 'GET' && req.method !== 'POST') throw new AppError('BAD_REQUEST', 'Calls are GET or POST.');
    if (req.method === 'POST') {
      refuseForeignOrigin(req);
      refuseOtherThanJson(req);
    }
    const ctx = await admit('lookUps', () => createRequestContext(req.headers));
    const room = roomOf(ctx.actor);
    if (req.method === 'GET') return await admit(room, () => call(req, ctx));
    // Before the body: who could not be looked up is not a stranger, whose long body would be refused for good.
    if (ctx.failure) {
      await noteEndedKey(ctx, nameOf(req));
      throw ctx.failure;
    }
    const limit = bodyLimitOf(ctx.actor);
    return await holdBody(req, ctx.actor, limit, async () => {
      const whole = withBody(req, await readBody(req, limit));
      return await admit(room, () => call(whole, ctx));
    });
  } catch (error) {
    return refusal(toAppError(error), newId());
  }
}

/** In the shape of tRPC's own errors, so that a client reads it like any other. */
function refusal(error: AppError, requestId: string): Response {
  const shape = getTRPCErrorShape({
    config: appRouter._def._config,
    error: toTrpcError(error),
    type: 'unknown',
    path: undefined,
    input: undefined,
    ctx: undefined,
  });
  const retry: Record<string, string> = error.retryAfterSeconds
    ? { 'retry-after': String(error.retryAfterSeconds) }
    : {};
  return Response.json(
    { error: { ...shape, data: { ...shape.data, requestId } } },
    { status: statusOf(error), headers: { ...retry, 'x-request-id': requestId, 'cache-control': 'no-store' } },
  );
}

/** The first call of a batch. */
const nameOf = (req: Request) => new URL(req.url).pathname.slice(TRPC_PATH.length + 1).split(',')[0];

async function call(req: Request, ctx: RequestContext): Promise<Response> {
  const name = nameOf(req);
  await noteEndedKey(ctx, name);
  const remaining = await takeTurn(ctx, name);
  const headers: Record<string, string> = remaining === null ? {} : limitHeaders(remaining);
  return await fetchRequestHandler({
    endpoint: TRPC_PATH,
    req,
    router: appRouter,
    createContext: () => ctx,
    maxBatchSize: MAX_BATCH,
    // A question as long as a plan does not fit into an address.
    allowMethodOverride: true,
    responseMeta: ({ errors }) => {
      const wait = errors.map((error) => toAppError(error).retryAfterSeconds).find((seconds) => seconds !== undefined);
      const retry: Record<string, string> = wait === undefined ? {} : { 'retry-after': String(wait) };
      return {
        headers: new Headers({ ...headers, ...retry, 'x-request-id': ctx.requestId, 'cache-control': 'no-store' }),
      };
    },
  });
}

/** The same request with its body read, bounded and unpacked. */
function withBody(req: Request, body: string): Request {
  const headers = new Headers(req.headers);
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name);
  return new Request(req.url, { method: req.method, headers, body, signal: req.signal });
}
