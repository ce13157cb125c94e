import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { type OidcProblem, oidcProblemSchema } from '#core/oidc/problem.ts';
import { completeSignInSchema } from '#core/oidc/schema.ts';
import type { OidcSettings } from '#core/oidc/settings.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { noteAct, personAsBy } from '../approval/note-act.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import { startSession } from '../session/start-session.ts';
import { type Judged, judgeClaims } from './judge-claims.ts';
import { syncMemberships } from './sync-memberships.ts';

type Result = { ok: true; userId: string; sessionId: string } | { ok: false; problem: OidcProblem };

/**
 * Lets in whom checked claims speak of: finds, links or makes the account, takes waiting invitations, brings roles in step and starts
 * the session. Somebody whose last group is gone loses the roles it gave even though they are refused.
 */
export const completeSignIn = command(
  {
    can: 'system',
    input: completeSignInSchema,
    output: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), userId: uuidSchema, sessionId: uuidSchema }),
      z.strictObject({ ok: z.literal(false), problem: oidcProblemSchema }),
    ]),
    audit: 'session.started',
  },
  async (tx, ctx, { settings, claims, origin }) => {
    // Two first sign-ins of one person at the same time would make two accounts.
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtext('parallax.oidc.sign-in'))`;
    const judged = await judgeClaims(tx, ctx, settings, claims);
    const { account, given, problem } = judged;
    if (problem !== null && account.how !== 'linked') {
      const result: Result = { ok: false, problem };
      return { result, change: null };
    }
    const user = account.how === 'new' ? await makeAccount(tx, ctx, settings, judged) : account.user;
    const subject = { type: 'user', id: user.id, name: user.name };
    await noteIdentity(tx, ctx, settings, claims.sub, user);
    const joined = await takeInvitations(tx, ctx, user, judged.invitations);
    const synced = await syncMemberships(tx, ctx, user, given.roles);
    const emit = [...new Set([...joined, ...synced])].map((migrationId) => ({
      topic: 'plan' as const,
      migrationId,
      ids: [user.id],
    }));
    if (!given.isAdmin) {
      await tx.session.updateMany({ where: { userId: user.id, isAdmin: true }, data: { isAdmin: false } });
    }
    if (problem !== null && (await tx.membership.count({ where: { userId: user.id } })) === 0) {
      const result: Result = { ok: false, problem };
      const change = { subject, after: { method: 'oidc', problem: problem.code } };
      return { result, change, action: 'session.refused', emit };
    }
    const sessionId = await startSession(tx, ctx, {
      ...origin,
      userId: user.id,
      method: 'oidc',
      isAdmin: given.isAdmin,
    });
    const result: Result = { ok: true, userId: user.id, sessionId };
    const change = { subject, after: { method: 'oidc', ...(given.isAdmin ? { isAdmin: true } : {}) } };
    return { result, change, emit };
  },
);

type Account = { id: string; name: string };

async function makeAccount(tx: Tx, ctx: Context, { issuer }: OidcSettings, { person }: Judged): Promise<Account> {
  const { name, email } = person;
  if (email === null) throw new Error('An account without address was let through.');
  const id = newId();
  const data = { id, email, name, isAdmin: false, createdAt: ctx.now() };
  const { count } = await tx.user.createMany({ data, skipDuplicates: true });
  // Somebody took an invitation for this address in the same moment.
  if (count === 0) throw new AppError('CONFLICT', 'This account was made just now. Try again.');
  await noteAct(tx, ctx, null, { userId: id, kind: 'signed_in', note: issuer });
  await recordAudit(tx, ctx, null, 'user.created', { subject: { type: 'user', id, name }, after: { email, issuer } });
  return { id, name };
}

async function noteIdentity(
  tx: Tx,
  ctx: Context,
  { issuer }: OidcSettings,
  subject: string,
  { id: userId, name }: Account,
): Promise<void> {
  const at = ctx.now();
  const where = { issuer, subject };
  const { count } = await tx.oidcIdentity.updateMany({ where, data: { lastUsedAt: at } });
  if (count > 0) return;
  await tx.oidcIdentity.create({ data: { ...where, userId, linkedAt: at, lastUsedAt: at } });
  const change = { subject: { type: 'user', id: userId, name }, after: { issuer, subject } };
  await recordAudit(tx, ctx, null, 'user.linked', change);
}

/** Memberships by hand: a lead gave them, the claims may not take them away. */
async function takeInvitations(
  tx: Tx,
  ctx: Context,
  { id: userId, name }: Account,
  invitations: Judged['invitations'],
): Promise<string[]> {
  const joined: string[] = [];
  for (const { id, migrationId, role, createdById } of invitations) {
    const now = ctx.now();
    const taken = await tx.invite.updateMany({ where: { id, usedAt: null }, data: { usedAt: now } });
    if (taken.count === 0) continue;
    const { count } = await tx.membership.createMany({
      data: { migrationId, userId, role, since: now, addedById: createdById },
      skipDuplicates: true,
    });
    if (count === 0) continue;
    await noteAct(tx, ctx, await personAsBy(tx, createdById), { userId, kind: 'added', migrationId, role });
    const change = { subject: { type: 'user', id: userId, name }, after: { role } };
    await recordAudit(tx, ctx, migrationId, 'member.added', change);
    joined.push(migrationId);
  }
  return joined;
}
