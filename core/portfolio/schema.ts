import { z } from 'zod';
import { countSchema, instantSchema, ratioSchema } from '../schema-parts.ts';
import { blockerSchema, migrationHeadSchema, trendPointSchema, verdictSchema } from '../verdict/schema.ts';

export const portfolioRowSchema = z.strictObject({
  migration: migrationHeadSchema,
  verdict: verdictSchema,
  blockers: countSchema,
  /** Blockers that rest on missing or overdue evidence. They outrank green: nobody is looking. */
  stale: countSchema,
  firstBlocker: blockerSchema.nullable(),
  /** Worst row match rate of the newest field-level runs, null where nothing was compared. */
  matchRate: ratioSchema.nullable(),
  matchRateText: z.string().nullable(),
  matchTrend: z.array(trendPointSchema),
  openDiscrepancies: countSchema,
  openCritical: countSchema,
  newestEvidenceAt: instantSchema.nullable(),
  lead: z.string().nullable(),
});
/** Rows sorted by "needs attention". */
export const portfolioSchema = z.strictObject({ rows: z.array(portfolioRowSchema) });
export type PortfolioRow = z.infer<typeof portfolioRowSchema>;
