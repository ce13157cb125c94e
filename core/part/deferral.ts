import { z } from 'zod';
import { dateSchema, decimalSchema, nameSchema, textSchema } from '../schema-parts.ts';

/** Hard cutover: what is left out for the time being. `value` in the migration's currency says how much of the business it is. */
export const deferralSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum(['out_of_scope', 'deferred', 'validation_skipped']),
  value: decimalSchema.nullable().default(null),
  reason: textSchema.default(''),
  team: nameSchema.nullable().default(null),
  untilOn: dateSchema.nullable().default(null),
});
