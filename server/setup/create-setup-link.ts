import { z } from 'zod';
import { noInputSchema } from '#core/schema-parts.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { command } from '../command.ts';
import { createInvite } from '../invite/create-invite.ts';

const VALID_MS = 24 * HOUR_MS;

/**
 * The link that `npm start` prints while nobody has an account: whoever opens it becomes the first administrator. Null once there
 * is somebody. A new link ends the ones before.
 */
export const createSetupLink = command(
  {
    can: 'system',
    input: noInputSchema,
    output: z.strictObject({ link: z.string().nullable() }),
    audit: 'setup.link_created',
  },
  async (tx, ctx) => {
    if ((await tx.user.count()) > 0) return { result: { link: null }, change: null };
    await tx.invite.updateMany({ where: { purpose: 'setup', usedAt: null }, data: { usedAt: ctx.now() } });
    const { id, link } = await createInvite(tx, ctx, { purpose: 'setup', validMs: VALID_MS });
    return { result: { link }, change: { subject: { type: 'invite', id } } };
  },
);
