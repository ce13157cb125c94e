import { z } from 'zod';
import { memberViewSchema, roleSchema } from '#core/member/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';

/** Everybody who works on a migration; all members see one another. */
export const listMembers = query(
  {
    can: 'migration.read',
    input: z.strictObject({ migrationId: uuidSchema }),
    output: z.array(memberViewSchema),
  },
  async (tx, { migrationId }) => {
    const rows = await tx.membership.findMany({
      where: { migrationId },
      orderBy: [{ since: 'asc' }, { userId: 'asc' }],
      select: { userId: true, role: true, since: true, source: true, user: { select: { name: true, email: true } } },
    });
    return rows.map(({ userId, role, since, source, user }) => ({
      userId,
      role: roleSchema.parse(role),
      since: since.toISOString(),
      source: source === 'oidc' ? ('oidc' as const) : ('hand' as const),
      ...user,
    }));
  },
);
