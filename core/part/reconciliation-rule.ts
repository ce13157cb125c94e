import { z } from 'zod';
import { differenceClassSchema } from '../run/difference.ts';
import { dateSchema, nameSchema, textSchema } from '../schema-parts.ts';

/** Discrepancy type → action. The target is corrected, the source is never modified. */
export const reconciliationRuleSchema = z.strictObject({
  name: nameSchema,
  class: differenceClassSchema.nullable().default(null),
  /** Dataset it is for; null: any. */
  dataset: nameSchema.nullable().default(null),
  field: nameSchema.nullable().default(null),
  action: z.enum(['correct_target', 'resend', 'wait_for_lag', 'escalate', 'accept']),
  description: textSchema.default(''),
  team: nameSchema.nullable().default(null),
  expiresOn: dateSchema.nullable().default(null),
});
