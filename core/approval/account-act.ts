import { z } from 'zod';
import { roleSchema } from '../member/schema.ts';
import { instantSchema, uuidSchema } from '../schema-parts.ts';

/**
 * What was done to an account: made by the first set-up, by a sign-in or an invitation; a link for a new password made, and taken. To a
 * membership: added, joined as administrator, another role, removed. Or to its standing: vouched for.
 */
export const actKinds = [
  'set_up',
  'signed_in',
  'invited',
  'reset_link',
  'reset',
  'added',
  'joined',
  'role',
  'removed',
  'vouched',
] as const;
export type ActKind = (typeof actKinds)[number];

export const accountActSchema = z.object({
  userId: uuidSchema,
  kind: z.enum(actKinds),
  migrationId: uuidSchema.nullable(),
  roleBefore: roleSchema.nullable(),
  role: roleSchema.nullable(),
  /** Null: no person. */
  byId: uuidSchema.nullable(),
  by: z.string(),
  byAdmin: z.boolean(),
  note: z.string(),
  at: instantSchema,
});
export type AccountAct = z.infer<typeof accountActSchema>;

const accountKinds: readonly ActKind[] = ['invited', 'reset_link', 'reset'];

/** Whoever did it could have had the account in hand since: it was they who had the link. */
export const isHold = (act: AccountAct): boolean =>
  act.byId !== null && act.byId !== act.userId && accountKinds.includes(act.kind);
