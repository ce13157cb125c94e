import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { SESSION_SECONDS } from './session-cookie.ts';

/** Signs out: the token of this session is refused from now on, wherever a copy of it may be. */
export const endSession = command(
  {
    can: 'system',
    input: z.strictObject({ sessionId: uuidSchema, userId: uuidSchema }),
    output: okSchema,
    audit: 'session.ended',
  },
  async (tx, ctx, { sessionId, userId }) => {
    const expiresAt = new Date(ctx.now().getTime() + SESSION_SECONDS * 1_000);
    const { count } = await tx.endedSession.createMany({ data: { id: sessionId, expiresAt }, skipDuplicates: true });
    return { result: OK, change: count === 0 ? null : { subject: { type: 'user', id: userId } } };
  },
);

/** Signs a person out everywhere, this session included. */
export const endAllSessions = command(
  { can: 'signedIn', input: z.strictObject({}), output: okSchema, audit: 'session.all_ended' },
  async (tx, { actor }) => {
    if (actor.type !== 'user') throw new AppError('FORBIDDEN', 'Only a person has sessions.');
    await tx.user.update({
      where: { id: actor.id },
      data: { sessionVersion: { increment: 1 } },
      select: { id: true },
    });
    return { result: OK, change: { subject: { type: 'user', id: actor.id, name: actor.name } } };
  },
);
