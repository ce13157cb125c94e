import type { ActKind } from '#core/approval/account-act.ts';
import type { Role } from '#core/permissions.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';

type Act = {
  userId: string;
  kind: ActKind;
  migrationId?: string | null;
  roleBefore?: Role | null;
  role?: Role | null;
  note?: string;
};

/** Null: no person. `admin`: done with the rights of an administrator of the instance, and shown as that for ever. */
export type ActBy = { id: string; name: string; admin: boolean } | null;

/** The one who does it now; null for the server and the identity provider. */
export const actorAsBy = ({ actor }: Context, admin = false): ActBy =>
  actor.type === 'user' ? { id: actor.id, name: actor.name, admin } : null;

/** The one who made a link and so could have taken it, or who had asked for something that is done only now. */
export async function personAsBy(tx: Tx, id: string | null, admin = false): Promise<ActBy> {
  if (id === null) return null;
  const select = { name: true, isAdmin: true } as const;
  const { name, isAdmin } = await tx.user.findUniqueOrThrow({ where: { id }, select });
  return { id, name, admin: admin || isAdmin };
}

/** Writes down what was done to an account or a membership: server/approval/second-person.ts judges by it who could be behind an account. */
export async function noteAct(tx: Tx, ctx: Context, by: ActBy, act: Act): Promise<void> {
  await tx.accountAct.create({
    data: {
      id: newId(),
      byId: by?.id ?? null,
      by: by?.name ?? '',
      byAdmin: by?.admin ?? false,
      at: ctx.now(),
      ...act,
    },
    select: { id: true },
  });
}
