import { z } from 'zod';
import { nameSchema } from '../schema-parts.ts';

/**
 * One row of the RACI matrix. `name` is "phase Discovery", "dataset payouts": what it is about. Exactly one is accountable, by the
 * shape of it; the deputy stands in.
 */
export const responsibilitySchema = z.strictObject({
  name: z
    .string()
    .trim()
    .max(230)
    .regex(
      /^(phase|dataset|criterion|scenario) \S.*$/,
      'must say what it is about, such as "phase Discovery", "dataset payouts", "criterion field-match-rate" or "scenario Refund"',
    ),
  accountable: nameSchema,
  deputy: nameSchema.nullable().default(null),
  responsible: z.array(nameSchema).max(20).default([]),
  consulted: z.array(nameSchema).max(20).default([]),
  informed: z.array(nameSchema).max(20).default([]),
});
