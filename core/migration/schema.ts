import { z } from 'zod';
import { nameSchema, slugSchema } from '../schema-parts.ts';

export const timeZoneSchema = z
  .string()
  .max(60)
  .refine(
    (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
    'must be an IANA time zone, such as "Europe/Berlin"',
  );

export const newMigrationSchema = z.strictObject({
  slug: slugSchema,
  name: nameSchema,
  legacySystem: nameSchema,
  targetSystem: nameSchema,
  timeZone: timeZoneSchema,
  /** ISO 4217 */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, such as "EUR"'),
});
