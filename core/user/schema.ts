import { z } from 'zod';
import { instantSchema, uuidSchema } from '../schema-parts.ts';

/** An account as administrators see it. Sessions are those that stand now; `lastSeenAt` is of them, null where there are none. */
export const accountViewSchema = z.strictObject({
  id: uuidSchema,
  name: z.string(),
  email: z.string(),
  isAdmin: z.boolean(),
  createdAt: instantSchema,
  hasPassword: z.boolean(),
  /** Known to the OpenID provider. */
  isLinked: z.boolean(),
  migrations: z.int(),
  sessions: z.int(),
  lastSeenAt: instantSchema.nullable(),
});

export const listAccountSessionsSchema = z.strictObject({ userId: uuidSchema });

export const endAccountSessionsSchema = z.strictObject({ userId: uuidSchema, sessionId: uuidSchema.nullable() });

export const createResetLinkSchema = z.strictObject({ userId: uuidSchema });
