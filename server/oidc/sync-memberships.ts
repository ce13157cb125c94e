import { roleSchema } from '#core/member/schema.ts';
import type { Role } from '#core/permissions.ts';
import { noteAct } from '../approval/note-act.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { hasOtherLead, lockMembers } from '../member/keep-a-lead.ts';
import type { Tx } from '../scope.ts';

type Who = { id: string; name: string };
type Held = { role: Role; source: string };

/**
 * Brings the memberships that came from claims in step with what the claims give now; those given by hand stay as they are. The last
 * lead of a migration stays lead. Answers the migrations in which something changed.
 */
export async function syncMemberships(
  tx: Tx,
  ctx: Context,
  who: Who,
  wanted: ReadonlyMap<string, Role>,
): Promise<string[]> {
  const rows = await tx.membership.findMany({
    where: { userId: who.id },
    select: { migrationId: true, role: true, source: true },
  });
  const held = new Map(
    rows.map(({ migrationId, role, source }) => [migrationId, { role: roleSchema.parse(role), source }]),
  );
  const concerned = [...new Set([...held.keys(), ...wanted.keys()])].toSorted();
  const changed: string[] = [];
  for (const migrationId of concerned) {
    const has = held.get(migrationId);
    const gets = wanted.get(migrationId);
    if (has?.source === 'hand' || has?.role === gets) continue;
    if (await change(tx, ctx, who, migrationId, has, gets)) changed.push(migrationId);
  }
  return changed;
}

async function change(
  tx: Tx,
  ctx: Context,
  { id: userId, name }: Who,
  migrationId: string,
  has: Held | undefined,
  gets: Role | undefined,
): Promise<boolean> {
  const where = { migrationId_userId: { migrationId, userId } };
  const subject = { type: 'user', id: userId, name };
  const audit = async (action: string, before?: Role, after?: Role) =>
    await recordAudit(tx, ctx, migrationId, action, {
      subject,
      ...(before ? { before: { role: before } } : {}),
      ...(after ? { after: { role: after } } : {}),
    });
  if (!has) {
    if (!gets) return false;
    await tx.membership.create({ data: { migrationId, userId, role: gets, since: ctx.now(), source: 'oidc' } });
    await noteAct(tx, ctx, null, { userId, kind: 'added', migrationId, role: gets });
    await audit('member.added_by_sign_in', undefined, gets);
    return true;
  }
  await lockMembers(tx, migrationId);
  if (has.role === 'lead' && !(await hasOtherLead(tx, migrationId, userId))) {
    await audit('member.kept_as_last_lead', has.role, gets);
    return false;
  }
  if (gets) {
    await tx.membership.update({ where, data: { role: gets } });
    await noteAct(tx, ctx, null, { userId, kind: 'role', migrationId, roleBefore: has.role, role: gets });
    await audit('member.role_changed_by_sign_in', has.role, gets);
  } else {
    await tx.membership.delete({ where });
    await noteAct(tx, ctx, null, { userId, kind: 'removed', migrationId, roleBefore: has.role });
    await audit('member.removed_by_sign_in', has.role);
  }
  return true;
}
