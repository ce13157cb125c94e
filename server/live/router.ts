import { tracked } from '@trpc/server';
import { AppError } from '#core/errors.ts';
import { followChangesSchema } from '#core/live/schema.ts';
import { toAppError, toTrpcError } from '../error-response.ts';
import { parserOf } from '../schema-parser.ts';
import { router, subscription } from '../trpc.ts';
import { followChanges } from './follow-changes.ts';

export const liveRouter = router({
  changes: subscription({ every: 'migration.read' })
    .input(parserOf(followChangesSchema))
    .subscription(async function* ({ ctx, input, signal }) {
      const stop = signal ?? new AbortController().signal;
      const checkActor = async () => {
        if (ctx.stillValid && !(await ctx.stillValid())) throw new AppError('UNAUTHENTICATED', 'Sign in again.');
      };
      try {
        for await (const { id, ...change } of followChanges(ctx, { ...input, signal: stop, checkActor })) {
          yield tracked(id, change);
        }
      } catch (thrown) {
        // A stream has left the middleware of server/trpc.ts behind when it fails: without this every refusal would say 500.
        throw toTrpcError(toAppError(thrown));
      }
    }),
});
