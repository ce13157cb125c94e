import type { Role } from '#core/permissions.ts';
import { sha256 } from '../canonical.ts';
import type { Context } from '../context.ts';
import { env } from '../env.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import { newSecret } from '../secret.ts';

type Invited =
  | { purpose: 'setup'; validMs: number }
  | { purpose: 'invite'; validMs: number; migrationId: string; email: string; role: Role }
  | { purpose: 'reset'; validMs: number; userId: string; email: string };

/** Makes a link that works once. The token is shown here and never again; a hash suffices to recognise 256 random bits. */
export async function createInvite(tx: Tx, ctx: Context, invited: Invited): Promise<{ id: string; link: string }> {
  const { validMs, ...columns } = invited;
  const id = newId();
  const token = newSecret();
  const createdAt = ctx.now();
  await tx.invite.create({
    data: {
      id,
      tokenHash: sha256(token),
      createdAt,
      createdById: ctx.actor.type === 'user' ? ctx.actor.id : null,
      expiresAt: new Date(createdAt.getTime() + validMs),
      ...columns,
    },
  });
  return { id, link: `${env().PARALLAX_URL}/setup?token=${token}` };
}
