import { z } from 'zod';
import { decimalSchema, instantSchema, uuidSchema } from '../schema-parts.ts';

/** `not_available`: the metric rests on a part of Parallax that does not exist yet. */
export const outcomeSchema = z.enum(['met', 'not_met', 'unknown', 'waived', 'not_available']);
export type Outcome = z.infer<typeof outcomeSchema>;
export const unknownReasonSchema = z.enum(['no_evidence', 'stale', 'inconclusive']);
export type UnknownReason = z.infer<typeof unknownReasonSchema>;

/** What one criterion says now. Numbers are decimal text; sentences are plain English. */
export const criterionResultSchema = z.strictObject({
  outcome: outcomeSchema,
  /** Set exactly when the outcome is `unknown`. */
  unknownReason: unknownReasonSchema.nullable(),
  /** Raw value of the worst dataset, null where there is none. */
  value: decimalSchema.nullable(),
  /** One-sided 95 % bound where the evidence is a sample. */
  bound: decimalSchema.nullable(),
  threshold: decimalSchema.nullable(),
  unit: z.enum(['ratio', 'days', 'ms', 'count']),
  worst: z.strictObject({ datasetId: uuidSchema, name: z.string() }).nullable(),
  /** The same figure over all datasets together; never decides. */
  pooled: decimalSchema.nullable(),
  evidence: z.strictObject({
    method: z.enum(['full', 'sample', 'mixed', 'none']),
    /** asOf of the oldest run it rests on. */
    oldestAsOf: instantSchema.nullable(),
    runIds: z.array(z.string()),
  }),
  /** "Field match rate is 99.87 %" */
  headline: z.string(),
  /** "worst of 14 datasets: payouts" */
  detail: z.string(),
  /** "0.03 points below 99.9 %", "12 days to go", "needs 511 clean rows more"; null where met. */
  gap: z.string().nullable(),
  /** Formatted for the table: "< 0.01 %", "0.0031 %". */
  needsText: z.string(),
  nowText: z.string(),
});
export type CriterionResult = z.infer<typeof criterionResultSchema>;
