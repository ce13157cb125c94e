import { z } from 'zod';
import { sessionViewSchema } from '#core/session/schema.ts';
import { endAccountSessionsSchema, listAccountSessionsSchema } from '#core/user/schema.ts';
import { command } from '../command.ts';
import { query } from '../query.ts';
import { personOf } from '../session/end-session.ts';
import { presentSession } from '../session/present.ts';
import { getAccount } from './get-account.ts';

/** Where somebody is signed in, for an administrator. */
export const listAccountSessions = query(
  { can: 'instance.manageUsers', input: listAccountSessionsSchema, output: z.array(sessionViewSchema) },
  async (tx, ctx, { userId }) => {
    await getAccount(tx, userId);
    const rows = await tx.session.findMany({
      where: { userId, expiresAt: { gt: ctx.now() } },
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    });
    return rows.map((row) => presentSession(row, personOf(ctx).sessionId));
  },
);

/** Ends one session of somebody, or all of them (`sessionId` null), at once. */
export const endAccountSessions = command(
  {
    can: 'instance.manageUsers',
    input: endAccountSessionsSchema,
    output: z.strictObject({ ended: z.int() }),
    audit: 'session.ended_by_administrator',
  },
  async (tx, _, { userId, sessionId }) => {
    const { id, name } = await getAccount(tx, userId);
    const where = { userId, ...(sessionId === null ? {} : { id: sessionId }) };
    const { count } = await tx.session.deleteMany({ where });
    const change = count === 0 ? null : { subject: { type: 'user', id, name }, after: { ended: count } };
    return { result: { ended: count }, change };
  },
);
