import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { noInputSchema } from '#core/schema-parts.ts';
import { endOwnSessionSchema, endSessionSchema } from '#core/session/schema.ts';
import type { UserActor } from '../actor.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { OK, okSchema } from '../ok.ts';

/** Signs out: the token of this session is refused from now on, wherever a copy of it may be. */
export const endSession = command(
  {
    can: 'system',
    input: endSessionSchema,
    output: okSchema,
    audit: 'session.ended',
  },
  async (tx, _, { sessionId, userId }) => {
    const { count } = await tx.session.deleteMany({ where: { id: sessionId, userId } });
    return { result: OK, change: count === 0 ? null : { subject: { type: 'user', id: userId } } };
  },
);

/** Ends one of one's own sessions, on this device or another. */
export const endOwnSession = command(
  { can: 'signedIn', input: endOwnSessionSchema, output: okSchema, audit: 'session.ended' },
  async (tx, ctx, { sessionId }) => {
    const { id, name } = personOf(ctx);
    const { count } = await tx.session.deleteMany({ where: { id: sessionId, userId: id } });
    return { result: OK, change: count === 0 ? null : { subject: { type: 'user', id, name } } };
  },
);

/** Signs a person out everywhere else; this session stays. */
export const endOtherSessions = command(
  {
    can: 'signedIn',
    input: noInputSchema,
    output: z.strictObject({ ended: z.int() }),
    audit: 'session.others_ended',
  },
  async (tx, ctx) => {
    const { id, name, sessionId } = personOf(ctx);
    const { count } = await tx.session.deleteMany({ where: { userId: id, id: { not: sessionId } } });
    const change = count === 0 ? null : { subject: { type: 'user', id, name }, after: { ended: count } };
    return { result: { ended: count }, change };
  },
);

/** Signs a person out everywhere, this session included. */
export const endAllSessions = command(
  { can: 'signedIn', input: noInputSchema, output: okSchema, audit: 'session.all_ended' },
  async (tx, ctx) => {
    const { id, name } = personOf(ctx);
    await tx.session.deleteMany({ where: { userId: id } });
    return { result: OK, change: { subject: { type: 'user', id, name } } };
  },
);

/** Only people have sessions; `signedIn` lets in nobody else. */
export function personOf({ actor }: Context): UserActor {
  if (actor.type !== 'user') throw new AppError('FORBIDDEN', 'Only a person has sessions.');
  return actor;
}
