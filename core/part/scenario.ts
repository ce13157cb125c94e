import { z } from 'zod';
import { nameSchema, textSchema } from '../schema-parts.ts';

/** A business test ("top partner links still attribute correctly"), marked by people or by runs of kind `scenario` under its name. */
export const scenarioSchema = z.strictObject({
  name: nameSchema,
  /** What to do and what must come out. */
  description: textSchema.default(''),
  domain: nameSchema.nullable().default(null),
  team: nameSchema.nullable().default(null),
  /** A mark older than this proves nothing any more; null: it holds until the next. */
  validDays: z.int().min(1).max(366).nullable().default(null),
});
