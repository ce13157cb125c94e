import { z } from 'zod';
import { countSchema, instantSchema, pageInput, uuidSchema } from '../schema-parts.ts';

export const auditActorSchema = z.strictObject({
  type: z.enum(['user', 'agent', 'share', 'system', 'nobody']),
  id: z.string().nullable(),
  name: z.string(),
});

/** What an entry of the audit trail states; its canonical JSON is what is hashed. */
export const auditContentSchema = z.strictObject({
  v: z.literal(1),
  id: uuidSchema,
  /** Null: an event of the instance, such as a sign-in. */
  migrationId: uuidSchema.nullable(),
  at: instantSchema,
  actor: auditActorSchema,
  /** What was done, in the past tense: `key.revoked`. */
  action: z.string(),
  subject: z.strictObject({ type: z.string(), id: z.string(), name: z.string().optional() }),
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string(),
});
export type AuditContent = z.infer<typeof auditContentSchema>;

export const auditEntryViewSchema = z.strictObject({
  ...auditContentSchema.omit({ v: true, migrationId: true }).shape,
  /** Place in the chain; null until it is sealed, which takes about a second. */
  seq: countSchema.nullable(),
  hash: z.string(),
  chainHash: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof auditEntryViewSchema>;

export const auditPageSchema = z.strictObject({
  items: z.array(auditEntryViewSchema),
  nextCursor: z.string().nullable(),
});

/** Answer of `audit.verify`: the whole chain of a migration, recomputed from what the entries say. */
export const auditVerificationSchema = z.strictObject({
  ok: z.boolean(),
  /** Number of the first entry that cannot be trusted, and why; null where all is well. */
  place: countSchema.nullable(),
  reason: z.string().nullable(),
  entries: countSchema,
  checkpoints: countSchema,
  /** Written, but not numbered yet. */
  unsealed: countSchema,
  head: z.string(),
  checkedAt: instantSchema,
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

export const listInstanceAuditSchema = z.strictObject({
  action: z.string().max(100).optional(),
  actorId: uuidSchema.optional(),
  ...pageInput,
});

export const listAuditSchema = z.strictObject({ migrationId: uuidSchema.optional(), ...listInstanceAuditSchema.shape });
