import { z } from 'zod';
import { roles } from '../permissions.ts';
import { instantSchema, nameSchema, uuidSchema } from '../schema-parts.ts';

export const roleSchema = z.enum(roles);
export const emailSchema = z
  .email('must be an e-mail address')
  .max(200)
  .transform((v) => v.toLowerCase());
export const passwordSchema = z.string().min(12, 'must have at least 12 characters').max(200);

/** A person takes a set-up or invitation link: name and password are chosen then. */
export const acceptInviteSchema = z.strictObject({
  token: z.string().min(1).max(200),
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
});

export const resetPasswordSchema = z.strictObject({ token: z.string().min(1).max(200), password: passwordSchema });

export const inviteMemberSchema = z.strictObject({ migrationId: uuidSchema, email: emailSchema, role: roleSchema });

export const memberViewSchema = z.strictObject({
  userId: uuidSchema,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  since: instantSchema,
  /** `oidc`: given by a group at the provider, and kept in step with it. */
  source: z.enum(['hand', 'oidc']),
  /** What was done to the account and the membership, oldest first, in words. */
  acts: z.array(z.strictObject({ at: instantSchema, words: z.string(), byAdmin: z.boolean() })),
});

export const changeRoleSchema = z.strictObject({ migrationId: uuidSchema, userId: uuidSchema, role: roleSchema });

export const joinMigrationSchema = z.strictObject({ migrationId: uuidSchema, role: roleSchema });

export const removeMemberSchema = z.strictObject({ migrationId: uuidSchema, userId: uuidSchema });

export const findInviteSchema = z.strictObject({ token: z.string().min(1).max(200) });
