import { initTRPC, type TRPCMutationProcedure, type TRPCQueryProcedure } from '@trpc/server';
import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import type { Can } from './authorize.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { toAppError, toTrpcError } from './error-response.ts';
import { log } from './log.ts';
import { payloadOf } from './payload.ts';
import type { Query } from './query.ts';
import { noteRequest } from './request-log/note-request.ts';
import { parserOf } from './schema-parser.ts';
import { noteShareVisit } from './share/note-share-visit.ts';
import { findUnstorable } from './unstorable.ts';

/** Where a procedure stands in the HTTP API under /api/v1. `{name}` in the path is a field of the input. */
export type HttpRoute = { method: 'GET' | 'POST'; path: `/${string}`; summary: string };
export type Meta = { can: Can; http?: HttpRoute };

export type RequestContext = Context & {
  /** The actor could not be found out: the key is no good, or the database is away. */
  failure?: AppError;
  /** Asks again whether the session or key still holds, for what stays open for long. */
  stillValid?: () => Promise<boolean>;
};

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const known = toAppError(error);
      return {
        ...shape,
        message: known.message,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          problems: known.problems,
          requestId: ctx?.requestId ?? null,
          retryAfterSeconds: known.retryAfterSeconds ?? null,
        },
      };
    },
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  });

export const { router, mergeRouters } = t;
export const createCallerFactory = t.createCallerFactory;

/** Every procedure passes here: errors get their code once, what nobody expected goes to the log and not to the caller. */
const procedure = t.procedure.use(async ({ ctx, path, next, getRawInput }) => {
  if (ctx.failure) throw toTrpcError(ctx.failure);
  const payload = payloadOf((await getRawInput()) ?? {});
  const { problems, hasForm } = findUnstorable(payload);
  const note = async (error: AppError | null) => {
    if (ctx.actor.type !== 'agent') return;
    await noteRequest(ctx, {
      call: path,
      bytes: hasForm ? payload.bytes : 0,
      payload: hasForm ? payload : null,
      error,
    });
  };
  if (problems.length > 0) {
    const unstorable = new AppError('BAD_REQUEST', 'The input contains what cannot be stored.', { problems });
    await note(unstorable);
    throw toTrpcError(unstorable);
  }
  await noteShareVisit(ctx, path);
  const result = await next({ ctx: { ...ctx, payload } });
  const error = result.ok ? null : toAppError(result.error);
  await note(error);
  if (result.ok) return result;
  if (error?.code === 'INTERNAL') log.error({ requestId: ctx.requestId, call: path, err: error.cause }, 'call failed');
  throw toTrpcError(error ?? toAppError(result.error));
});

type Served<I extends z.ZodType, O extends z.ZodType> = { input: z.input<I>; output: z.output<O>; meta: Meta };

/** Serves a command as a mutation, and under /api/v1 if `http` is given. */
export function mutation<I extends z.ZodType, O extends z.ZodType>(
  command: Command<I, O>,
  http?: HttpRoute,
): TRPCMutationProcedure<Served<I, O>>;
// tRPC cannot infer through our type parameters; the signature above says what the builder below makes of them.
export function mutation(command: Command, http?: HttpRoute) {
  return procedure
    .meta({ can: command.rule.can, http })
    .input(parserOf(command.rule.input))
    .output(parserOf(command.rule.output))
    .mutation(({ ctx, input }) => command.parsed(ctx, input));
}

/** Serves a query, and under /api/v1 if `http` is given. */
export function read<I extends z.ZodType, O extends z.ZodType>(
  query: Query<I, O>,
  http?: HttpRoute,
): TRPCQueryProcedure<Served<I, O>>;
export function read(query: Query, http?: HttpRoute) {
  return procedure
    .meta({ can: query.rule.can, http })
    .input(parserOf(query.rule.input))
    .output(parserOf(query.rule.output))
    .query(({ ctx, input }) => query.parsed(ctx, input));
}

/** For the one subscription; it authorises through queries. */
export const subscription = (can: Can) => procedure.meta({ can });
