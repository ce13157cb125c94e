import { z } from 'zod';
import { dateSchema, nameSchema, textSchema } from '../schema-parts.ts';

/** Who is informed of what, and when. Marked `done` once that has happened. */
export const communicationSchema = z.strictObject({
  /** What is said. */
  name: nameSchema,
  audience: textSchema.default(''),
  channel: textSchema.default(''),
  dueOn: dateSchema.nullable().default(null),
  team: nameSchema.nullable().default(null),
});
