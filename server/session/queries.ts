import { z } from 'zod';
import { noInputSchema } from '#core/schema-parts.ts';
import { sessionViewSchema } from '#core/session/schema.ts';
import { query } from '../query.ts';
import { personOf } from './end-session.ts';
import { presentSession } from './present.ts';

/** Where the person who asks is signed in, the latest seen first. */
export const listOwnSessions = query(
  { can: 'signedIn', input: noInputSchema, output: z.array(sessionViewSchema) },
  async (tx, ctx) => {
    const { id, sessionId } = personOf(ctx);
    const rows = await tx.session.findMany({
      where: { userId: id, expiresAt: { gt: ctx.now() } },
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    });
    return rows.map((row) => presentSession(row, sessionId));
  },
);
