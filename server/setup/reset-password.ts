import { resetPasswordSchema } from '#core/member/schema.ts';
import { noteAct, personAsBy } from '../approval/note-act.ts';
import { command } from '../command.ts';
import { linkGone, takeInvite } from '../invite/take-invite.ts';
import { refusePasswordsOff } from '../oidc/refuse-passwords-off.ts';
import { OK, okSchema } from '../ok.ts';
import { forgetAttempts } from '../session/count-attempt.ts';
import { hashPassword } from '../session/password.ts';
import { getAccount } from '../user/get-account.ts';

/** Takes a reset link: a new password, and every session of the person ends. */
export const resetPassword = command(
  { can: 'anyone', input: resetPasswordSchema, output: okSchema, audit: 'user.password_reset' },
  async (tx, ctx, { token, password }) => {
    refusePasswordsOff();
    const invite = await takeInvite(tx, ctx, token, ['reset']);
    const { userId } = invite;
    if (userId === null) throw linkGone();
    const { id, name, email } = await getAccount(tx, userId);
    const stored = { hash: await hashPassword(password), changedAt: ctx.now() };
    await tx.userPassword.upsert({ where: { userId }, create: { userId, ...stored }, update: stored });
    await tx.session.deleteMany({ where: { userId } });
    await forgetAttempts(tx, email);
    await noteAct(tx, ctx, await personAsBy(tx, invite.createdById, true), { userId, kind: 'reset' });
    return { result: OK, change: { subject: { type: 'user', id, name } } };
  },
);
