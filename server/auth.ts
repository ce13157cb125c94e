import { AppError } from '#core/errors.ts';
import type { Actor } from './actor.ts';
import { type Context, createContext, systemContext } from './context.ts';
import { NO_GOOD_KEY } from './key/ended-key-error.ts';
import { findKeyActor } from './key/find-key-actor.ts';
import { keyOfHeader } from './key/key-of-header.ts';
import { addressOf } from './request-address.ts';
import { findSessionUser } from './session/find-session-user.ts';
import { noteSessionSeen } from './session/note-session-seen.ts';
import { cookieOf, sessionCookieName } from './session/session-cookie.ts';
import { readSessionToken } from './session/token.ts';
import { findShareActor } from './share/find-share-actor.ts';
import { shareTokenOf } from './share/share-token.ts';

/**
 * Who sends this request: in `Authorization` the agent of a key or the visitor of a share link, else the person of the session
 * cookie, else nobody.
 * A key that is sent must be good: it never falls back to a cookie.
 */
export async function getActor(headers: Headers, given: Partial<Context> = {}): Promise<Actor> {
  const ctx = createContext({ ...given, actor: { type: 'nobody' } });
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const token = shareTokenOf(authorization);
    if (token !== null) return await findShareActor(ctx, token, addressOf(headers));
    const agent = await findKeyActor(ctx, keyOfHeader(authorization, headers));
    if (!agent) throw new AppError('UNAUTHENTICATED', NO_GOOD_KEY);
    return agent;
  }
  const cookie = cookieOf(headers, sessionCookieName());
  const token = cookie === null ? null : await readSessionToken(cookie);
  if (!token) return ctx.actor;
  const { sub: userId, sid: sessionId } = token;
  const found = await findSessionUser(systemContext('session', given), { userId, sessionId });
  if (!found) return ctx.actor;
  await noteSessionSeen(ctx, sessionId, found.lastSeenAt);
  return { type: 'user', ...found.user, sessionId };
}
