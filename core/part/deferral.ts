import { z } from 'zod';
import { decimalSchema, nameSchema, textSchema } from '../schema-parts.ts';
import { dateSchema } from './texts.ts';

/** Hard cutover: what is left out for the time being. `value` in the migration's currency says how much of the business it is. */
export const deferralSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum(['out_of_scope', 'deferred', 'validation_skipped']),
  value: decimalSchema.nullable().default(null),
  reason: textSchema.default(''),
  team: nameSchema.nullable().default(null),
  untilOn: dateSchema.nullable().default(null),
});
