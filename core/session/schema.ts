import { z } from 'zod';
import { passwordSchema } from '../member/schema.ts';
import { instantSchema, uuidSchema } from '../schema-parts.ts';

/** How somebody came in. */
export const signInMethodSchema = z.enum(['password', 'oidc']);
export type SignInMethod = z.infer<typeof signInMethodSchema>;

/** Where a person is signed in. `lastSeenAt` is accurate to a minute. */
export const sessionViewSchema = z.strictObject({
  id: uuidSchema,
  method: signInMethodSchema,
  device: z.string(),
  address: z.string(),
  createdAt: instantSchema,
  lastSeenAt: instantSchema,
  expiresAt: instantSchema,
  /** The session that asks. */
  isThis: z.boolean(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1, 'must be your present password').max(200),
  password: passwordSchema,
});
