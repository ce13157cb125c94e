import { z } from 'zod';
import { countSchema, nameSchema, textSchema } from '../schema-parts.ts';

/** Partners, branches or customers that move together; members are validated one by one, those of the lowest priority number first. */
export const cohortSchema = z.strictObject({
  name: nameSchema,
  wave: countSchema.default(1),
  /** Moves before everybody else. */
  pilot: z.boolean().default(false),
  description: textSchema.default(''),
  members: z
    .array(z.strictObject({ name: nameSchema, priority: countSchema.min(1).max(9).default(5) }))
    .max(5_000)
    .default([]),
});
