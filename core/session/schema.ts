import { z } from 'zod';
import { emailSchema, passwordSchema } from '../member/schema.ts';
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

export const endSessionSchema = z.strictObject({ sessionId: uuidSchema, userId: uuidSchema });

export const endOwnSessionSchema = z.strictObject({ sessionId: uuidSchema });

export const findSessionUserSchema = z.strictObject({ userId: uuidSchema, sessionId: uuidSchema });

export const markSessionSeenSchema = z.strictObject({ sessionId: uuidSchema, at: z.date() });

/** Where somebody signs in from. */
export const originSchema = z.strictObject({ address: z.string(), device: z.string() });

/** As a sign-in is checked against it; never shown. */
export const signInAccountSchema = z.strictObject({
  id: uuidSchema,
  name: z.string(),
  email: z.string(),
  hash: z.string().nullable(),
});

export const beginSignInSchema = z.strictObject({ email: emailSchema, address: z.string() });

export const endSignInSchema = z.strictObject({
  account: signInAccountSchema,
  right: z.boolean(),
  origin: originSchema,
});
