import { describeDevice } from '#core/session/describe-device.ts';
import type { SignInMethod } from '#core/session/schema.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { addressOf } from '../request-address.ts';
import type { Tx } from '../scope.ts';
import { SESSION_SECONDS } from './session-cookie.ts';

/** What a request says about where it comes from; shown to the person, never trusted. */
export type Origin = { address: string; device: string };

const LONGEST_ADDRESS = 45;

export const originOf = (headers: Headers): Origin => ({
  address: addressOf(headers).slice(0, LONGEST_ADDRESS),
  device: describeDevice(headers.get('user-agent')),
});

type Started = Origin & { userId: string; method: SignInMethod; isAdmin?: boolean };

/** Notes that somebody is signed in; the id goes into the token. Call in the transaction that decided so. */
export async function startSession(tx: Tx, ctx: Context, started: Started): Promise<string> {
  const id = newId();
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + SESSION_SECONDS * 1_000);
  await tx.session.create({ data: { id, ...started, createdAt, lastSeenAt: createdAt, expiresAt } });
  return id;
}
