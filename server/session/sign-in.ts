import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { emailSchema } from '#core/member/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { command } from '../command.ts';
import { type Context, systemContext } from '../context.ts';
import { OK, okSchema } from '../ok.ts';
import { isPassword } from './password.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

export type SignedIn = { id: string; name: string; email: string; sessionVersion: number };
export type SignInResult = { ok: true; user: SignedIn } | { ok: false; reason: 'wrong' | 'wait'; waitSeconds: number };

const accountSchema = z.strictObject({
  id: uuidSchema,
  name: z.string(),
  email: z.string(),
  sessionVersion: z.int(),
  hash: z.string().nullable(),
});

const beginSignIn = command(
  {
    can: 'system',
    input: z.strictObject({ email: emailSchema, address: z.string() }),
    output: z.strictObject({ waitSeconds: z.int().nullable(), account: accountSchema.nullable() }),
    audit: { none: 'Nothing is decided yet; the outcome is recorded.' },
  },
  async (tx, ctx, { email, address }) => {
    const waitSeconds = await countAttempt(tx, ctx.now(), email, address);
    const user = await tx.user.findUnique({ where: { email } });
    if (!user) return { result: { waitSeconds, account: null } };
    const password = await tx.userPassword.findUnique({ where: { userId: user.id }, select: { hash: true } });
    const { id, name, sessionVersion } = user;
    return { result: { waitSeconds, account: { id, name, email, sessionVersion, hash: password?.hash ?? null } } };
  },
);

const endSignIn = command(
  {
    can: 'system',
    input: z.strictObject({ account: accountSchema, right: z.boolean() }),
    output: okSchema,
    audit: 'session.refused',
  },
  async (tx, _, { account, right }) => {
    if (right) await forgetAttempts(tx, account.email);
    return {
      result: OK,
      change: { subject: { type: 'user', id: account.id, name: account.name } },
      ...(right ? { action: 'session.started' } : {}),
    };
  },
);

/** Every refusal takes this long: what an account costs more than a stranger (a line in the trail) must not be measurable. */
const REFUSE_AFTER_MS = 250;

/**
 * Checks e-mail address and password. An address without account costs the same work and gets the same answer. The trail knows
 * successes and failures of accounts; what strangers type is not kept.
 */
export async function signIn(
  given: Context,
  input: { email: string; password: string; address: string },
): Promise<SignInResult> {
  const startMs = performance.now();
  const result = await checkPassword(systemContext('sign-in', given), input);
  if (!result.ok) await sleep(Math.max(0, REFUSE_AFTER_MS - (performance.now() - startMs)));
  return result;
}

async function checkPassword(
  ctx: Context,
  { email, password, address }: { email: string; password: string; address: string },
): Promise<SignInResult> {
  const { waitSeconds, account } = await beginSignIn(ctx, { email, address });
  const right = await isPassword(password, account?.hash ?? null);
  if (waitSeconds !== null) return { ok: false, reason: 'wait', waitSeconds };
  if (account) await endSignIn(ctx, { account, right });
  if (!account || !right) return { ok: false, reason: 'wrong', waitSeconds: 0 };
  const { hash: _, ...user } = account;
  return { ok: true, user };
}
