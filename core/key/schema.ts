import { z } from 'zod';
import { scopes } from '../permissions.ts';
import { instantSchema, nameSchema, uuidSchema } from '../schema-parts.ts';

export const scopeSchema = z.enum(scopes);

export const newKeySchema = z.strictObject({
  name: nameSchema,
  scopes: z.array(scopeSchema).min(1),
  /** Absent: all datasets of the migration. */
  datasetIds: z.array(uuidSchema).nullable().default(null),
  expiresAt: instantSchema.nullable().default(null),
});
export type NewKey = z.infer<typeof newKeySchema>;

export const keyViewSchema = z.strictObject({
  id: uuidSchema,
  name: z.string(),
  /** Public part, `plx_3f9a1c…`; the secret is shown once, at creation. */
  prefix: z.string(),
  scopes: z.array(scopeSchema),
  datasetIds: z.array(uuidSchema).nullable(),
  createdAt: instantSchema,
  createdBy: z.string(),
  expiresAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
});
export type KeyView = z.infer<typeof keyViewSchema>;

export const createdKeySchema = z.strictObject({ key: keyViewSchema, secret: z.string() });
