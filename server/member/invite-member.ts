import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { inviteMemberSchema } from '#core/member/schema.ts';
import { DAY_MS } from '#core/time/units.ts';
import { actorAsBy, noteAct } from '../approval/note-act.ts';
import { command } from '../command.ts';
import { createInvite } from '../invite/create-invite.ts';
import { asInstance } from '../scope.ts';

const VALID_MS = 7 * DAY_MS;

/** Adds somebody who has an account, or makes a one-time link for somebody who has none (`link` null: added at once). */
export const inviteMember = command(
  {
    can: 'members.edit',
    input: inviteMemberSchema,
    output: z.strictObject({ link: z.string().nullable() }),
    audit: 'member.invited',
  },
  async (tx, ctx, { email, role }) => {
    const { migrationId } = ctx;
    const user = await asInstance(tx, () => tx.user.findUnique({ where: { email }, select: { id: true, name: true } }));
    if (!user) {
      const { id, link } = await createInvite(tx, ctx, {
        purpose: 'invite',
        validMs: VALID_MS,
        migrationId,
        email,
        role,
      });
      return { result: { link }, change: { subject: { type: 'invite', id }, after: { email, role } } };
    }
    const addedById = ctx.actor.type === 'user' ? ctx.actor.id : null;
    const { count } = await tx.membership.createMany({
      data: { migrationId, userId: user.id, role, since: ctx.now(), addedById },
      skipDuplicates: true,
    });
    if (count === 0) {
      const problems = [{ pointer: '/email', message: 'is a member already' }];
      throw new AppError('CONFLICT', `${user.name} is a member already.`, { problems });
    }
    await noteAct(tx, ctx, actorAsBy(ctx), { userId: user.id, kind: 'added', migrationId, role });
    return {
      result: { link: null },
      action: 'member.added',
      change: { subject: { type: 'user', id: user.id, name: user.name }, after: { role } },
      emit: [{ topic: 'plan', ids: [user.id] }],
    };
  },
);
