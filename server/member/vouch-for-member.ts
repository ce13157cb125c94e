import { vouchForMemberSchema } from '#core/approval/schema.ts';
import { AppError } from '#core/errors.ts';
import { noteVouch } from '../approval/note-vouch.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';

/** A member says that the account of another is a person of its own, so that they can approve what those change who invited them. */
export const vouchForMember = command(
  {
    can: 'members.vouch',
    input: vouchForMemberSchema,
    output: okSchema,
    audit: 'member.vouched',
  },
  async (tx, ctx, { userId, reason }) => {
    const { migrationId } = ctx;
    const where = { migrationId_userId: { migrationId, userId } };
    const member = await tx.membership.findUnique({ where, select: { user: { select: { name: true } } } });
    if (!member) throw new AppError('NOT_FOUND', 'This person is not a member.');
    const change = await noteVouch(tx, ctx, { userId, name: member.user.name, reason, migrationId });
    return { result: OK, change, emit: [{ topic: 'plan', ids: [userId] }] };
  },
);
