import { vouchForAccountSchema } from '#core/approval/schema.ts';
import { noteVouch } from '../approval/note-vouch.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { getAccount } from './get-account.ts';

/** An administrator who is in no migration vouches for an account; never for one that they invited or made a link into. */
export const vouchForAccount = command(
  {
    can: 'instance.manageUsers',
    input: vouchForAccountSchema,
    output: okSchema,
    audit: 'user.vouched',
  },
  async (tx, ctx, { userId, reason }) => {
    const { name } = await getAccount(tx, userId);
    return { result: OK, change: await noteVouch(tx, ctx, { userId, name, reason, migrationId: null }, true) };
  },
);
