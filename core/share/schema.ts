import { z } from 'zod';
import { sharePages } from '../permissions.ts';
import { countSchema, instantSchema, nameSchema, uuidSchema } from '../schema-parts.ts';

/** A link that outlives its reason is a leak: the longest it may hold. */
export const MAX_SHARE_DAYS = 90;

export const sharePageSchema = z.enum(sharePages);

/** What somebody says to make a link. */
export const createShareSchema = z.strictObject({
  migrationId: uuidSchema,
  /** For whom or for what. */
  name: nameSchema,
  pages: z.array(sharePageSchema).min(1, 'choose at least one').max(sharePages.length),
  /** At most 90 days from now. */
  expiresAt: instantSchema,
});

/** A look through a link: noted at the first, and once an hour while it stays open at one address. */
export const shareVisitSchema = z.strictObject({
  at: instantSchema,
  /** The call that was answered: `verdict.get`. */
  call: z.string(),
  /** Where it came from, as the nearest proxy saw it. */
  address: z.string(),
});

/** A link as the lead sees it. Its token is shown once, when it is made. */
export const shareViewSchema = z.strictObject({
  id: uuidSchema,
  name: z.string(),
  pages: z.array(sharePageSchema),
  state: z.enum(['active', 'expired', 'revoked']),
  createdAt: instantSchema,
  createdBy: z.string(),
  expiresAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  visits: countSchema,
  /** The newest ones, newest first. */
  lastVisits: z.array(shareVisitSchema),
});
export type ShareView = z.infer<typeof shareViewSchema>;

export const createdShareSchema = z.strictObject({ link: shareViewSchema, url: z.string() });

export const recordVisitSchema = z.strictObject({
  migrationId: uuidSchema,
  linkId: uuidSchema,
  call: z.string().max(100),
  address: z.string().max(200),
});

export const revokeShareSchema = z.strictObject({ migrationId: uuidSchema, linkId: uuidSchema });
