import { z } from 'zod';
import { findInviteSchema, roleSchema } from '#core/member/schema.ts';
import { sha256 } from '../canonical.ts';
import { query } from '../query.ts';

const purposeSchema = z.enum(['setup', 'invite', 'reset']);

/** What a one-time link is for, before it is taken; null for one that works no more. */
export const findInvite = query(
  {
    can: 'anyone',
    input: findInviteSchema,
    output: z
      .strictObject({
        purpose: purposeSchema,
        email: z.string().nullable(),
        role: roleSchema.nullable(),
        migrationName: z.string().nullable(),
      })
      .nullable(),
  },
  async (tx, ctx, { token }) => {
    const where = { tokenHash: sha256(token), usedAt: null, expiresAt: { gt: ctx.now() } };
    const invite = await tx.invite.findFirst({ where });
    if (!invite) return null;
    const { migrationId, email } = invite;
    const migration =
      migrationId && (await tx.migration.findUnique({ where: { id: migrationId }, select: { name: true } }));
    return {
      purpose: purposeSchema.parse(invite.purpose),
      email,
      role: roleSchema.nullable().parse(invite.role),
      migrationName: migration ? migration.name : null,
    };
  },
);
