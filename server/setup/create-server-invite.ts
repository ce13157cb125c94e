import { z } from 'zod';
import { inviteMemberSchema } from '#core/member/schema.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { command } from '../command.ts';
import { createInvite } from '../invite/create-invite.ts';

const VALID_MS = 24 * HOUR_MS;

/**
 * An invitation that nobody in the instance makes, but whoever runs the server, as the first set-up link is: for accounts that owe themselves to
 * no other account. Who approves by such an account says so in words.
 */
export const createServerInvite = command(
  {
    can: 'system',
    input: inviteMemberSchema,
    output: z.strictObject({ link: z.string() }),
    audit: 'member.invited',
  },
  async (tx, ctx, { migrationId, email, role }) => {
    const invited = { purpose: 'invite', validMs: VALID_MS, migrationId, email, role } as const;
    const { id, link } = await createInvite(tx, ctx, invited);
    return {
      result: { link },
      change: { subject: { type: 'invite', id }, after: { email, role } },
      auditedIn: migrationId,
    };
  },
);
