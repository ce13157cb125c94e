import { z } from 'zod';
import { nameSchema, textSchema } from '../schema-parts.ts';

/** Who validates what: every team owns a layer (partners, integrations, platform, finance, BI). */
export const teamSchema = z.strictObject({
  name: nameSchema,
  /** What this team validates: "Payouts and commissions to the cent". */
  validationLayer: textSchema.default(''),
  /** The person who speaks for it. */
  lead: nameSchema.nullable().default(null),
});
