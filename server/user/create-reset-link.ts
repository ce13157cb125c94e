import { z } from 'zod';
import { HOUR_MS } from '#core/time/units.ts';
import { createResetLinkSchema } from '#core/user/schema.ts';
import { actorAsBy, noteAct } from '../approval/note-act.ts';
import { command } from '../command.ts';
import { createInvite } from '../invite/create-invite.ts';
import { refusePasswordsOff } from '../oidc/refuse-passwords-off.ts';
import { getAccount } from './get-account.ts';

const VALID_MS = 24 * HOUR_MS;

/** A link by which somebody chooses a new password, once, within a day. A new link ends the ones before. */
export const createResetLink = command(
  {
    can: 'instance.manageUsers',
    input: createResetLinkSchema,
    output: z.strictObject({ link: z.string() }),
    audit: 'user.reset_link_created',
  },
  async (tx, ctx, { userId }) => {
    refusePasswordsOff();
    const { id, name, email } = await getAccount(tx, userId);
    await tx.invite.updateMany({ where: { purpose: 'reset', userId, usedAt: null }, data: { usedAt: ctx.now() } });
    const { link } = await createInvite(tx, ctx, { purpose: 'reset', validMs: VALID_MS, userId, email });
    await noteAct(tx, ctx, actorAsBy(ctx, true), { userId, kind: 'reset_link' });
    return { result: { link }, change: { subject: { type: 'user', id, name } } };
  },
);
