import { z } from 'zod';

/** A decimal as text: `-12.30`. Never a float, never NaN or Infinity. */
export const decimalSchema = z
  .string()
  .regex(/^-?\d{1,40}(\.\d{1,40})?$/, 'must be a decimal number written as text, such as "12.30"');

/** A count: a whole number from 0 to 2^53 − 1. */
export const countSchema = z
  .int({ error: ({ code }) => (code === 'invalid_type' ? 'must be a whole number' : undefined) })
  .min(0, 'must not be negative');

/** RFC 3339 with offset. */
export const instantSchema = z.iso.datetime({
  offset: true,
  error: 'must be an RFC 3339 time with offset, such as "2026-11-21T08:00:00Z"',
});

export const uuidSchema = z.guid('must be a UUID').toLowerCase();

/** UUIDv7, chosen by the agent: it orders by time and is the idempotency key. */
export const runIdSchema = z.uuidv7('must be a UUIDv7').toLowerCase();

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters and digits, separated by single dashes')
  .max(60);

/** Text that people type. */
export const textUpTo = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `must have at most ${max.toLocaleString('en')} characters`);

export const nameSchema = textUpTo(200).min(1, 'must not be empty');

/** A sentence or two that people wrote. */
export const textSchema = textUpTo(2_000);

export const dateSchema = z.iso.date('must be a date, such as "2026-12-01"');

/** A ratio as decimal text between 0 and 1: "0.999" is 99.9 %. */
export const ratioSchema = decimalSchema.refine((v) => !v.startsWith('-') && Number(v) <= 1, 'must be between 0 and 1');

/** How every list is asked for a page. An infinite query of the pages sends its direction along; there is only one. */
export const pageInput = {
  cursor: z.string().max(500).nullish(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  direction: z.literal('forward').optional(),
};

/** Verbs that need to know nothing. */
export const noInputSchema = z.strictObject({});
/** Verbs that need to know the migration only. */
export const inMigrationSchema = z.strictObject({ migrationId: uuidSchema });
/** The same, for keys too: a key knows one migration and leaves it out. */
export const inOwnMigrationSchema = z.strictObject({ migrationId: uuidSchema.optional() });
/** A page of a migration, by its address; a key or a share link leaves it out. */
export const bySlugSchema = z.strictObject({ slug: slugSchema.optional() });
