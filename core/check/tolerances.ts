import { z } from 'zod';
import { countSchema, decimalSchema, ratioSchema } from '../schema-parts.ts';

/** What a check accepts as equal or healthy. All optional: exact is the default. */
export const tolerancesSchema = z.strictObject({
  /** A difference younger than this is `suspected` and is re-read before it counts. */
  lagMs: countSchema.optional(),
  /** Suspected longer than this counts as confirmed (`expired`). */
  lagLimitMs: countSchema.optional(),
  /** performance: the promised response time of the target at `percentile`. */
  slaMs: decimalSchema.optional(),
  percentile: ratioSchema.optional(),
  /** performance: share of the legacy side's busiest hour that the target must have carried for an hour to count. */
  peakShare: ratioSchema.optional(),
  /** performance: length of the business cycle whose busiest hour is the peak. */
  cycleDays: countSchema.min(1).max(400).optional(),
});
export type Tolerances = z.infer<typeof tolerancesSchema>;
