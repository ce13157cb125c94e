import { z } from 'zod';
import { nameSchema, slugSchema } from '../schema-parts.ts';

export const timeZoneSchema = z
  .string()
  .max(60)
  .refine(isTimeZone, 'must be an IANA time zone, such as "Europe/Berlin"');

/**
 * Any name of the IANA database that this machine knows, also one that is a link to another (Asia/Kolkata, Europe/Kyiv, Etc/UTC):
 * `Intl.supportedValuesOf` lists one name each, often not the one in use. Offsets ("+02:00") are none: they know no daylight saving.
 */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const newMigrationSchema = z.strictObject({
  slug: slugSchema,
  name: nameSchema,
  legacySystem: nameSchema,
  targetSystem: nameSchema,
  timeZone: timeZoneSchema,
  /** ISO 4217 */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, such as "EUR"'),
});
