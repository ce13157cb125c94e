import { z } from 'zod';
import { uuidSchema } from '#core/schema-parts.ts';
import { findSessionUserSchema } from '#core/session/schema.ts';
import { query } from '../query.ts';

/** The person behind a token, while their session stands: asked on every request, in one statement. */
export const findSessionUser = query(
  {
    can: 'system',
    input: findSessionUserSchema,
    output: z
      .strictObject({
        user: z.strictObject({ id: uuidSchema, name: z.string(), email: z.string(), isAdmin: z.boolean() }),
        lastSeenAt: z.date(),
      })
      .nullable(),
  },
  async (tx, ctx, { userId, sessionId }) => {
    type Row = { id: string; name: string; email: string; isAdmin: boolean; lastSeenAt: Date };
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT u.id, u.name, u.email, u.is_admin OR s.is_admin AS "isAdmin", s.last_seen_at AS "lastSeenAt"
      FROM app_session s JOIN app_user u ON u.id = s.user_id
      WHERE s.id = ${sessionId}::uuid AND s.user_id = ${userId}::uuid AND s.expires_at > ${ctx.now()}`;
    if (!row) return null;
    const { lastSeenAt, ...user } = row;
    return { user, lastSeenAt };
  },
);
