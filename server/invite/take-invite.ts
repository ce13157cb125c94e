import { AppError } from '#core/errors.ts';
import { sha256 } from '../canonical.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../scope.ts';

/** Marks a link of these purposes as used; of two who take it at once, one succeeds. */
export async function takeInvite(tx: Tx, ctx: Context, token: string, purposes: ('setup' | 'invite' | 'reset')[]) {
  const now = ctx.now();
  const where = { tokenHash: sha256(token), purpose: { in: purposes }, usedAt: null, expiresAt: { gt: now } };
  const [invite] = await tx.invite.updateManyAndReturn({ where, data: { usedAt: now } });
  if (!invite) throw linkGone();
  return invite;
}

export const linkGone = () =>
  new AppError('NOT_FOUND', 'This link has been used, has expired or never existed. Ask for a new one.');
