import { z } from 'zod';
import { countSchema, decimalSchema, instantSchema, ratioSchema } from '../schema-parts.ts';
import { blockerSchema, migrationHeadSchema, trendPointSchema, verdictSchema } from '../verdict/schema.ts';

export const portfolioRowSchema = z.strictObject({
  migration: migrationHeadSchema,
  verdict: verdictSchema,
  blockers: countSchema,
  /** Blockers that rest on missing or overdue evidence. They outrank green: nobody is looking. */
  stale: countSchema,
  firstBlocker: blockerSchema.nullable(),
  /** Changes of the plan that wait for a second person; the verdict is the worse of two then. */
  waiting: countSchema,
  /** Worst row match rate of the newest field-level runs, null where nothing was compared. */
  matchRate: ratioSchema.nullable(),
  matchRateText: z.string().nullable(),
  matchTrend: z.array(trendPointSchema),
  openDiscrepancies: countSchema,
  openCritical: countSchema,
  newestEvidenceAt: instantSchema.nullable(),
  /** Where it stands among its phases; null: the plan has none, or all are left. */
  phase: z.strictObject({ name: z.string(), number: countSchema, of: countSchema }).nullable(),
  /** What running both systems costs a day, in the migration's currency; null: the plan has no cost that recurs. */
  costPerDay: decimalSchema.nullable(),
  /** The day that was promised for the exit. */
  committedOn: z.iso.date().nullable(),
  /** The newest forecast of the exit; its dates are null where there was not enough data. */
  forecast: z
    .strictObject({ madeOn: z.iso.date(), p50: z.iso.date().nullable(), p80: z.iso.date().nullable() })
    .nullable(),
  /** Who answers for the phase by the plan; where it names nobody, the lead. */
  accountable: z.string().nullable(),
});
/** Rows sorted by "needs attention". */
export const portfolioSchema = z.strictObject({ rows: z.array(portfolioRowSchema) });
export type PortfolioRow = z.infer<typeof portfolioRowSchema>;
