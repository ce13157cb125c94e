import { z } from 'zod';
import { scopes } from '../permissions.ts';
import { countSchema, instantSchema, nameSchema, uuidSchema } from '../schema-parts.ts';
import { DAY_MS } from '../time/units.ts';

import { handovers } from './handover.ts';

export const scopeSchema = z.enum(scopes);

export const createKeySchema = z.strictObject({
  migrationId: uuidSchema,
  name: nameSchema,
  scopes: z.array(scopeSchema).min(1, 'choose at least one'),
  /** Absent: all datasets of the migration. */
  datasetIds: z.array(uuidSchema).min(1, 'choose at least one').nullable().default(null),
  expiresAt: instantSchema.nullable().default(null),
});
export type NewKey = Omit<z.infer<typeof createKeySchema>, 'migrationId'>;

/** Longer than this two secrets for one thing are no rotation any more. */
const LONGEST_OVERLAP_MS = 30 * DAY_MS;

export const rotateKeySchema = z.strictObject({
  migrationId: uuidSchema,
  keyId: uuidSchema,
  /** How long the old key stays good beside its successor; 0 ends it now. It never lives longer than it would have anyway. */
  overlapMs: countSchema.max(LONGEST_OVERLAP_MS, 'must be 30 days at most'),
  /** When the successor expires. */
  expiresAt: instantSchema.nullable().default(null),
});

/** stopped: the person behind it has lost what it takes to make one. */
export const keyStateSchema = z.enum(['active', 'stopped', 'expired', 'revoked']);

export const keyViewSchema = z.strictObject({
  id: uuidSchema,
  name: z.string(),
  /** Public part, `plx_3f9a1c…`; the secret is shown once, at creation. */
  prefix: z.string(),
  scopes: z.array(scopeSchema),
  datasetIds: z.array(uuidSchema).nullable(),
  createdAt: instantSchema,
  createdBy: z.string(),
  /** Whose rights it has, and no more than these now: who made it, or adopted it since. Empty: the server itself. */
  behind: z.string(),
  adoptedAt: instantSchema.nullable(),
  /** Scopes that it was made for and does not have now, and why; `state` is `stopped` where none is left. */
  withheld: z.strictObject({ scopes: z.array(scopeSchema), why: z.string() }).nullable(),
  expiresAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
  state: keyStateSchema,
  /** Active, has no successor, and expires within a week. */
  expiresSoon: z.boolean(),
  /** The key that took its place. */
  replacedById: uuidSchema.nullable(),
  replacedAt: instantSchema.nullable(),
  /** How far its users have moved on to the successor; null without one. */
  handover: z.enum(handovers).nullable(),
});
export type KeyView = z.infer<typeof keyViewSchema>;

export const createdKeySchema = z.strictObject({ key: keyViewSchema, secret: z.string() });

export const adoptKeySchema = z.strictObject({ migrationId: uuidSchema, keyId: uuidSchema });

export const markKeyUsedSchema = z.strictObject({ migrationId: uuidSchema, keyId: uuidSchema, at: z.date() });

export const revokeKeySchema = z.strictObject({ migrationId: uuidSchema, keyId: uuidSchema });
