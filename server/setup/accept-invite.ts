import { AppError } from '#core/errors.ts';
import { acceptInviteSchema, roleSchema } from '#core/member/schema.ts';
import { noteAct, personAsBy } from '../approval/note-act.ts';
import { command } from '../command.ts';
import { linkGone, takeInvite } from '../invite/take-invite.ts';
import { newId } from '../new-id.ts';
import { refusePasswordsOff } from '../oidc/refuse-passwords-off.ts';
import { OK, okSchema } from '../ok.ts';
import { seeMigrations } from '../scope.ts';
import { hashPassword } from '../session/password.ts';

/** Takes a one-time link: makes the account, and with it the first administrator or the membership it was made for. */
export const acceptInvite = command(
  { can: 'anyone', input: acceptInviteSchema, output: okSchema, audit: 'user.created' },
  async (tx, ctx, { token, name, email, password }) => {
    refusePasswordsOff();
    const invite = await takeInvite(tx, ctx, token, ['setup', 'invite']);
    if (invite.email !== null && invite.email !== email) {
      throw refused('/email', `must be the address that was invited: ${invite.email}`);
    }
    const isAdmin = invite.purpose === 'setup';
    if (isAdmin && (await tx.user.count()) > 0) throw linkGone();
    const id = newId();
    const at = ctx.now();
    const { count } = await tx.user.createMany({
      data: { id, email, name, isAdmin, createdAt: at },
      skipDuplicates: true,
    });
    if (count === 0) throw refused('/email', 'has an account already: sign in, and ask to be invited again');
    await tx.userPassword.create({ data: { userId: id, hash: await hashPassword(password), changedAt: at } });
    const { migrationId } = invite;
    const role = roleSchema.nullable().parse(invite.role);
    const kind = isAdmin ? 'set_up' : 'invited';
    await noteAct(tx, ctx, await personAsBy(tx, invite.createdById), { userId: id, kind, migrationId, role });
    if (migrationId !== null && role !== null) {
      await seeMigrations(tx, [migrationId]);
      await tx.membership.create({ data: { migrationId, userId: id, role, since: at, addedById: invite.createdById } });
    }
    return {
      result: OK,
      change: { subject: { type: 'user', id, name }, after: { email, isAdmin, role } },
      ...(migrationId === null
        ? {}
        : { auditedIn: migrationId, emit: [{ topic: 'plan' as const, migrationId, ids: [id] }] }),
    };
  },
);

const refused = (pointer: string, message: string) =>
  new AppError('UNPROCESSABLE', 'The account was not made.', { problems: [{ pointer, message }] });
