import { callTRPCProcedure } from '@trpc/server';
import { AppError } from '#core/errors.ts';
import type { Context } from '../context.ts';
import { toAppError } from '../error-response.ts';
import { newId } from '../new-id.ts';
import { noteRequest } from '../request-log/note-request.ts';
import { appRouter } from '../root.ts';
import type { RequestContext } from '../trpc.ts';
import { admit, holdBody, roomOf } from './admission.ts';
import { answerError, answerJson } from './answer.ts';
import { API_PATH } from './api-path.ts';
import { bodyLimitOf } from './body-limit.ts';
import { answerCsv } from './handle-csv.ts';
import { limitHeaders } from './key-limit.ts';
import { noteEndedKey, takeTurn } from './key-turn.ts';
import { parseJsonObject } from './parse-json.ts';
import { queryInput } from './query-input.ts';
import { readBody } from './read-body.ts';
import { createRequestContext } from './request-context.ts';
import { findRoute, type Route } from './routes.ts';
import { refuseForeignOrigin, refuseOtherThanJson } from './same-origin.ts';

/** The HTTP entry point: plain JSON in and out, for agents in any language. The same procedures as over tRPC, and nothing else. */
export async function handleApi(req: Request): Promise<Response> {
  try {
    // Past its capacity the server asks its database nothing more, not even who calls.
    const ctx = await admit('lookUps', () => createRequestContext(req.headers));
    return await handleKnown(req, ctx);
  } catch (error) {
    return answerError(toAppError(error), newId(), limitHeaders(null));
  }
}

async function handleKnown(req: Request, ctx: RequestContext): Promise<Response> {
  let remaining: number | null = null;
  try {
    const call = findRoute(req.method, pathOf(req))?.route.call;
    await noteEndedKey(ctx, call);
    if (ctx.failure) throw ctx.failure;
    remaining = await takeTurn(ctx, call);
    const list = csvListOf(req);
    if (list !== null) {
      return await admit(roomOf(ctx.actor), () => answerCsv(new URL(req.url), list, ctx, req.signal));
    }
    return answerJson(await callRoute(req, ctx), ctx.requestId, limitHeaders(remaining));
  } catch (error) {
    return answerError(toAppError(error), ctx.requestId, limitHeaders(remaining));
  }
}

/** `/api/v1/csv/runs`: a list, for a spreadsheet. */
function csvListOf(req: Request): string | null {
  return req.method === 'GET' ? (/^\/csv\/([\w-]+)$/.exec(pathOf(req))?.[1] ?? null) : null;
}

const pathOf = (req: Request) => new URL(req.url).pathname.slice(API_PATH.length);

async function callRoute(req: Request, ctx: Context): Promise<unknown> {
  const url = new URL(req.url);
  const found = findRoute(req.method, pathOf(req));
  if (!found)
    throw new AppError(
      'NOT_FOUND',
      `There is no ${req.method} ${url.pathname}. The calls are listed at ${API_PATH}/docs.`,
    );
  const { route, params } = found;
  const texts = { ...Object.fromEntries(url.searchParams), ...params };
  return await holdBody(req, ctx.actor, bodyLimitOf(ctx.actor), async () => {
    const input = await readInput(req, ctx, route, texts);
    const call = {
      router: appRouter,
      path: route.call,
      type: route.type,
      ctx,
      getRawInput: async () => input,
      signal: req.signal,
      batchIndex: 0,
    };
    return await admit(roomOf(ctx.actor), () => callTRPCProcedure(call));
  });
}

/** What is wrong before a procedure is reached belongs into the request log just the same. */
async function readInput(req: Request, ctx: Context, route: Route, texts: Record<string, string>): Promise<unknown> {
  if (req.method === 'GET') return queryInput(route.input, texts);
  let bytes = 0;
  try {
    refuseForeignOrigin(req);
    refuseOtherThanJson(req);
    const text = await readBody(req, bodyLimitOf(ctx.actor));
    bytes = Buffer.byteLength(text);
    return parseJsonObject(text);
  } catch (thrown) {
    const error = toAppError(thrown);
    await noteRequest(ctx, { call: route.call, bytes, payload: null, error });
    throw error;
  }
}
