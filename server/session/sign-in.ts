import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { uuidSchema } from '#core/schema-parts.ts';
import { beginSignInSchema, endSignInSchema, signInAccountSchema } from '#core/session/schema.ts';
import { command } from '../command.ts';
import { type Context, systemContext } from '../context.ts';
import { env } from '../env.ts';
import type { Tx } from '../scope.ts';
import { countAttempt, forgetAttempts } from './count-attempt.ts';
import { isPassword } from './password.ts';
import { type Origin, startSession } from './start-session.ts';

export type SignedIn = { id: string; name: string; email: string; sessionId: string };
export type SignInResult =
  | { ok: true; user: SignedIn }
  | { ok: false; reason: 'wrong' | 'wait' | 'off'; waitSeconds: number };

type Credentials = Origin & { email: string; password: string };

const beginSignIn = command(
  {
    can: 'system',
    input: beginSignInSchema,
    output: z.strictObject({ waitSeconds: z.int().nullable(), account: signInAccountSchema.nullable() }),
    audit: { none: 'Nothing is decided yet; the outcome is recorded.' },
  },
  async (tx, ctx, { email, address }) => {
    const waitSeconds = await countAttempt(tx, ctx.now(), email, address);
    const user = await tx.user.findUnique({ where: { email } });
    if (!user) return { result: { waitSeconds, account: null } };
    const password = await tx.userPassword.findUnique({ where: { userId: user.id }, select: { hash: true } });
    const { id, name } = user;
    return { result: { waitSeconds, account: { id, name, email, hash: password?.hash ?? null } } };
  },
);

const endSignIn = command(
  {
    can: 'system',
    input: endSignInSchema,
    output: z.strictObject({ sessionId: uuidSchema.nullable() }),
    audit: 'session.refused',
  },
  async (tx, ctx, { account, right, origin }) => {
    const change = { subject: { type: 'user', id: account.id, name: account.name } };
    // A password that was changed since it was looked at opens nothing: changing it has just ended every other session.
    if (!right || !(await isStillHash(tx, account))) return { result: { sessionId: null }, change };
    await forgetAttempts(tx, account.email);
    const sessionId = await startSession(tx, ctx, { ...origin, userId: account.id, method: 'password' });
    return { result: { sessionId }, change, action: 'session.started' };
  },
);

async function isStillHash(tx: Tx, account: { id: string; hash: string | null }): Promise<boolean> {
  const [now] = await tx.$queryRaw<{ hash: string }[]>`
    SELECT hash FROM user_password WHERE user_id = ${account.id}::uuid FOR UPDATE`;
  return now !== undefined && now.hash === account.hash;
}

/** Every refusal takes this long: what an account costs more than a stranger (a line in the audit trail) must not be measurable. */
const REFUSE_AFTER_MS = 250;

/**
 * Checks e-mail address and password. An address without account costs the same work and gets the same answer. The audit trail knows
 * successes and failures of accounts; what strangers type is not kept.
 */
export async function signIn(given: Context, input: Credentials): Promise<SignInResult> {
  if (env().PASSWORD_SIGN_IN === 'off') return { ok: false, reason: 'off', waitSeconds: 0 };
  const startMs = performance.now();
  const result = await checkPassword(systemContext('sign-in', given), input);
  if (!result.ok) await sleep(Math.max(0, REFUSE_AFTER_MS - (performance.now() - startMs)));
  return result;
}

async function checkPassword(ctx: Context, { email, password, address, device }: Credentials): Promise<SignInResult> {
  const origin = { address, device };
  const { waitSeconds, account } = await beginSignIn(ctx, { email, address });
  const right = await isPassword(password, account?.hash ?? null);
  if (waitSeconds !== null) return { ok: false, reason: 'wait', waitSeconds };
  const sessionId = account ? (await endSignIn(ctx, { account, right, origin })).sessionId : null;
  if (!account || sessionId === null) return { ok: false, reason: 'wrong', waitSeconds: 0 };
  const { id, name } = account;
  return { ok: true, user: { id, name, email: account.email, sessionId } };
}
