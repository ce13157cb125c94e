import { z } from 'zod';
import { uuidSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';

/** The person behind a token, if the token is still worth anything: asked on every request. */
export const findSessionUser = query(
  {
    can: 'system',
    input: z.strictObject({ userId: uuidSchema, sessionId: uuidSchema, sessionVersion: z.int() }),
    output: z.strictObject({ id: uuidSchema, name: z.string(), email: z.string(), isAdmin: z.boolean() }).nullable(),
  },
  async (tx, _, { userId, sessionId, sessionVersion }) => {
    const [user] = await tx.$queryRaw<{ id: string; name: string; email: string; isAdmin: boolean }[]>`
      SELECT id, name, email, is_admin AS "isAdmin" FROM app_user
      WHERE id = ${userId}::uuid AND session_version = ${sessionVersion}
        AND NOT EXISTS (SELECT FROM ended_session WHERE id = ${sessionId}::uuid)`;
    return user ?? null;
  },
);
