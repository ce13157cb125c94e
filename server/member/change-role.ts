import { AppError } from '#core/errors.ts';
import { changeRoleSchema, roleSchema } from '#core/member/schema.ts';
import { actorAsBy, noteAct } from '../approval/note-act.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { keepALead, lockMembers } from './keep-a-lead.ts';

/** Gives a member another role; it holds from the next call on. */
export const changeRole = command(
  {
    can: 'members.edit',
    input: changeRoleSchema,
    output: okSchema,
    audit: 'member.role_changed',
  },
  async (tx, ctx, { userId, role }) => {
    const { migrationId } = ctx;
    await lockMembers(tx, migrationId);
    const where = { migrationId_userId: { migrationId, userId } };
    const found = await tx.membership.findUnique({ where, select: { role: true, user: { select: { name: true } } } });
    if (!found) throw new AppError('NOT_FOUND', 'This person is not a member.');
    if (found.role === role) return { result: OK, change: null };
    if (found.role === 'lead') await keepALead(tx, migrationId, userId);
    // From now on by hand: the claims of a sign-in change it no more.
    await tx.membership.update({ where, data: { role, source: 'hand' } });
    const roleBefore = roleSchema.parse(found.role);
    await noteAct(tx, ctx, actorAsBy(ctx), { userId, kind: 'role', migrationId, roleBefore, role });
    return {
      result: OK,
      change: {
        subject: { type: 'user', id: userId, name: found.user.name },
        before: { role: found.role },
        after: { role },
      },
      emit: [{ topic: 'plan', ids: [userId] }],
    };
  },
);
