import { z } from 'zod';
import { nameSchema, textSchema } from '../schema-parts.ts';

/** Something only a person can say ("variances are understood and accepted"). Marked `attested` or `withdrawn`. */
export const attestationSchema = z.strictObject({
  name: nameSchema,
  /** What is being said, as it will be shown beside the name of who said it. */
  statement: textSchema.min(1),
  team: nameSchema.nullable().default(null),
  /** Older than this it has to be said again; null: it holds until it is withdrawn. */
  validDays: z.int().min(1).max(366).nullable().default(null),
});
