import { z } from 'zod';
import { dateSchema, nameSchema, textSchema } from '../schema-parts.ts';

/**
 * A stretch of the migration that ends at a gate. The order of phases is the order in which they are listed. Its actual dates are not
 * declared: a phase begins when the one before was left by a decision, and ends by its own.
 */
export const phaseSchema = z.strictObject({
  name: nameSchema,
  goal: textSchema.default(''),
  plannedFrom: dateSchema.nullable().default(null),
  /** Last day. */
  plannedTo: dateSchema.nullable().default(null),
  /** What must be so before it begins, in words. */
  entry: z.array(textSchema.min(1)).max(50).default([]),
  /** What must hold at its end, in words, for information only. The gate's criteria are evaluated. */
  exit: z.array(textSchema.min(1)).max(50).default([]),
});
