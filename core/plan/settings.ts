import { z } from 'zod';
import { checkDefinitionSchema } from '../dataset/schema.ts';
import { dateSchema, decimalSchema, textSchema } from '../schema-parts.ts';

/** What a plan says once. */
export const planSettingsSchema = z.strictObject({
  /** The day that was promised for the exit. */
  committedOn: dateSchema.nullable().default(null),
  /** Dual running is a step, not an architecture: from `endsOn` on, an alarm; a warning `warnDays` before. */
  timeBox: z
    .strictObject({ endsOn: dateSchema, warnDays: z.int().min(0).max(90).default(14) })
    .nullable()
    .default(null),
  budget: decimalSchema.nullable().default(null),
  /** For forced cases: reduced scope, highest-value workflows first, the rest in `deferrals`; the report lists them. */
  hardCutover: z
    .strictObject({ reason: textSchema.min(1), cutOverOn: dateSchema })
    .nullable()
    .default(null),
  /** Evidence that comes longer after it was read changes no day that is over until a second person has accepted it. */
  lateEvidenceHours: z.int().min(1).max(8_760).default(72),
  /** What every dataset gets that is declared for the first time without checks of its own. */
  checks: z.array(checkDefinitionSchema).max(10).default([]),
});
