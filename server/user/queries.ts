import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { roleSchema } from '#core/member/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';

/** Who is signed in, and where they belong. */
export const getMe = query(
  {
    can: 'signedIn',
    input: z.strictObject({}),
    output: z.strictObject({
      user: z.strictObject({ id: uuidSchema, name: z.string(), email: z.string(), isAdmin: z.boolean() }),
      memberships: z.array(
        z.strictObject({ migrationId: uuidSchema, slug: z.string(), name: z.string(), role: roleSchema }),
      ),
    }),
  },
  async (tx, { actor }) => {
    if (actor.type !== 'user') throw new AppError('FORBIDDEN', 'Only a person has a profile.');
    const { id, name, email, isAdmin } = actor;
    const rows = await tx.membership.findMany({
      where: { userId: id },
      orderBy: { migration: { name: 'asc' } },
      select: { migrationId: true, role: true, migration: { select: { slug: true, name: true } } },
    });
    return {
      user: { id, name, email, isAdmin },
      memberships: rows.map(({ migrationId, role, migration }) => ({
        migrationId,
        role: roleSchema.parse(role),
        ...migration,
      })),
    };
  },
);
