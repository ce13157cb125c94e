import { z } from 'zod';
import { readinessOf } from '#core/approval/readiness.ts';
import { roleSchema } from '#core/member/schema.ts';
import { bySlugSchema, uuidSchema } from '#core/schema-parts.ts';
import { loadHistory } from '../approval/load-history.ts';
import { query } from '../query.ts';

/** For everybody who changes what is asked: who could approve it, or that there is nobody yet, and what to do. */
export const listApprovers = query(
  {
    can: 'migration.read',
    input: bySlugSchema,
    output: z.array(
      z.strictObject({
        userId: uuidSchema,
        name: z.string(),
        approvers: z.array(z.string()),
        /** Null: there is somebody. */
        warning: z.string().nullable(),
      }),
    ),
  },
  async (tx, ctx) => {
    const { migrationId } = ctx;
    const rows = await tx.membership.findMany({
      where: { migrationId },
      orderBy: [{ since: 'asc' }, { userId: 'asc' }],
      select: { userId: true, role: true, user: { select: { name: true } } },
    });
    const { acts } = await loadHistory(tx);
    const members = rows.map(({ userId, role, user }) => ({ userId, name: user.name, role: roleSchema.parse(role) }));
    return readinessOf({ members, migrationId, nowMs: ctx.now().getTime(), acts });
  },
);
