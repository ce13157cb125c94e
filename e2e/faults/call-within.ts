import { pushMetricsSchema } from '#core/metrics/schema.ts';
import { appendDifferencesSchema, completeRunSchema, openRunSchema, runSchema } from '#core/run/schema.ts';
import type { Context } from '#server/context.ts';
import { appendDifferences } from '#server/ingest/append-differences.ts';
import { completeRun } from '#server/ingest/complete-run.ts';
import { openRun } from '#server/ingest/open-run.ts';
import { pushMetrics } from '#server/ingest/push-metrics.ts';
import { submitRun } from '#server/ingest/submit-run.ts';
import type { Call } from './calls.ts';

type Answer = (ctx: Context, body: object) => Promise<unknown>;

const commands: Readonly<Record<string, Answer>> = {
  'ingest/runs': (ctx, body) => submitRun.parsed(ctx, runSchema.parse(body)),
  'ingest/runs/open': (ctx, body) => openRun.parsed(ctx, openRunSchema.parse(body)),
  'ingest/runs/differences': (ctx, body) => appendDifferences.parsed(ctx, appendDifferencesSchema.parse(body)),
  'ingest/runs/complete': (ctx, body) => completeRun.parsed(ctx, completeRunSchema.parse(body)),
  'ingest/metrics': (ctx, body) => pushMetrics.parsed(ctx, pushMetricsSchema.parse(body)),
};

/** The call without its entry point, at a time of one's own choice: what moves the clock cannot go over HTTP. */
export async function callWithin(ctx: Context, { path, body }: Call): Promise<unknown> {
  const answer = commands[path];
  if (!answer) throw new Error(`There is no command behind ${path}.`);
  return await answer(ctx, body);
}
