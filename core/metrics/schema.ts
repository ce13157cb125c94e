import { z } from 'zod';
import { Exact } from '../exact.ts';
import { countSchema, decimalSchema, instantSchema, ratioSchema, uuidSchema } from '../schema-parts.ts';

const boundSchema = decimalSchema.refine(
  (bound) => !bound.startsWith('-'),
  'must not be negative: nothing is answered before it is asked',
);

/**
 * Latency histogram: how many requests took at most `upToMs` and more than the bound before; `null` is the open last bucket.
 * Bounds ascend. A quantile is read as its bucket's upper bound, which rounds towards failing.
 */
export const histogramSchema = z
  .array(z.strictObject({ upToMs: boundSchema.nullable(), count: countSchema }))
  .max(200)
  .refine(
    (buckets) => buckets.every((b, i) => ascends(buckets[i - 1]?.upToMs, b.upToMs)),
    'bounds must ascend, an open bucket (null) comes last',
  );

/** What is no bound at all is reported by its own schema, and compared with nothing. */
function ascends(before: string | null | undefined, bound: string | null): boolean {
  const known = [before, bound].every((text) => !text || boundSchema.safeParse(text).success);
  if (before === undefined || !known) return true;
  return before !== null && (bound === null || new Exact(before).lt(bound));
}
export type Histogram = z.infer<typeof histogramSchema>;

const sidePointSchema = z.strictObject({
  requests: countSchema,
  errors: countSchema,
  failedTransactions: countSchema,
  latency: histogramSchema,
});

/** One minute of telemetry for a check of kind `performance` (sides) or `replication_lag` (lag). */
export const metricPointSchema = z.strictObject({
  checkId: uuidSchema,
  /** Start of the minute. A point sent again for the same minute replaces the earlier one. */
  at: instantSchema,
  legacy: sidePointSchema.optional(),
  target: sidePointSchema.optional(),
  lag: z.strictObject({ p50Ms: countSchema, p95Ms: countSchema, maxMs: countSchema }).optional(),
  /** Measured share of traffic on the target. */
  targetShare: ratioSchema.optional(),
});
export type MetricPoint = z.infer<typeof metricPointSchema>;

export const pushMetricsSchema = z.strictObject({
  protocol: z.literal(1),
  points: z.array(metricPointSchema).min(1).max(1_000),
});
