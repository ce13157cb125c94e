import { z } from 'zod';
import { decimalSchema, nameSchema, textSchema } from '../schema-parts.ts';

/** What running both systems costs, in the migration's currency. */
export const costLineSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum(['licence', 'infrastructure', 'people', 'integration', 'content', 'productivity', 'contingency']),
  amount: decimalSchema,
  per: z.enum(['day', 'week', 'month', 'once']),
  note: textSchema.default(''),
});
