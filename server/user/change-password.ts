import { z } from 'zod';
import { changePasswordSchema } from '#core/session/schema.ts';
import { command } from '../command.ts';
import { refusePasswordsOff } from '../oidc/refuse-passwords-off.ts';
import { asInstance } from '../scope.ts';
import { countAttempt, forgetAttempts } from '../session/count-attempt.ts';
import { personOf } from '../session/end-session.ts';
import { hashPassword, isPassword } from '../session/password.ts';

/**
 * A new password for whoever knows the present one; every other session ends. Attempts are counted with those of the sign-in: a page
 * that was left open is no place to guess.
 */
export const changePassword = command(
  {
    can: 'signedIn',
    input: changePasswordSchema,
    output: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), ended: z.int() }),
      z.strictObject({ ok: z.literal(false), reason: z.enum(['wrong', 'wait']), waitSeconds: z.int() }),
    ]),
    audit: 'user.password_changed',
  },
  async (tx, ctx, { current, password }) => {
    refusePasswordsOff();
    const { id, name, email, sessionId } = personOf(ctx);
    const subject = { type: 'user', id, name };
    return await asInstance(tx, async () => {
      const waitSeconds = await countAttempt(tx, ctx.now(), email, `account ${id}`);
      if (waitSeconds !== null) {
        return { result: { ok: false as const, reason: 'wait' as const, waitSeconds }, change: null };
      }
      // Locked, so that a sign-in with the present password either comes before and is ended, or comes after and fails.
      const [stored] = await tx.$queryRaw<{ hash: string }[]>`
        SELECT hash FROM user_password WHERE user_id = ${id}::uuid FOR UPDATE`;
      if (!(await isPassword(current, stored?.hash ?? null))) {
        const result = { ok: false as const, reason: 'wrong' as const, waitSeconds: 0 };
        return { result, change: { subject }, action: 'user.password_change_refused' };
      }
      await forgetAttempts(tx, email);
      const data = { hash: await hashPassword(password), changedAt: ctx.now() };
      await tx.userPassword.update({ where: { userId: id }, data });
      const { count } = await tx.session.deleteMany({ where: { userId: id, id: { not: sessionId } } });
      return { result: { ok: true as const, ended: count }, change: { subject, after: { sessionsEnded: count } } };
    });
  },
);
