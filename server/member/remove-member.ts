import { AppError } from '#core/errors.ts';
import { removeMemberSchema, roleSchema } from '#core/member/schema.ts';
import { actorAsBy, noteAct } from '../approval/note-act.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { keepALead, lockMembers } from './keep-a-lead.ts';

/** Takes somebody out of a migration, at once. */
export const removeMember = command(
  {
    can: 'members.edit',
    input: removeMemberSchema,
    output: okSchema,
    audit: 'member.removed',
  },
  async (tx, ctx, { userId }) => {
    const { migrationId } = ctx;
    await lockMembers(tx, migrationId);
    const where = { migrationId_userId: { migrationId, userId } };
    const found = await tx.membership.findUnique({ where, select: { role: true, user: { select: { name: true } } } });
    if (!found) throw new AppError('NOT_FOUND', 'This person is not a member.');
    if (found.role === 'lead') await keepALead(tx, migrationId, userId);
    await tx.membership.delete({ where });
    const roleBefore = roleSchema.parse(found.role);
    await noteAct(tx, ctx, actorAsBy(ctx), { userId, kind: 'removed', migrationId, roleBefore });
    return {
      result: OK,
      change: { subject: { type: 'user', id: userId, name: found.user.name }, before: { role: found.role } },
      emit: [{ topic: 'plan', ids: [userId] }],
    };
  },
);
