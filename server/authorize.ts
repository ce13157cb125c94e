import { AppError } from '#core/errors.ts';
import { roleSchema } from '#core/member/schema.ts';
import {
  type InstancePermission,
  isPermission,
  type Permission,
  pagesMay,
  type Role,
  roleMay,
  scopesMay,
} from '#core/permissions.ts';
import { type Actor, type AgentActor, ownDatasets, type ShareActor } from './actor.ts';
import type { Context, EveryContext, Grant, MigrationContext } from './context.ts';
import { type DataScope, enterScope, NO_MIGRATION, type RawTx, SYSTEM_SCOPE, seeMigrations } from './scope.ts';

/**
 * Who may call: a permission inside one migration; the same over every migration where the actor holds it; a permission of the
 * instance; whoever is signed in; anyone (sign-in and one-time links, which prove themselves by a secret); jobs only.
 */
export type Can = Permission | { every: Permission } | InstancePermission | 'signedIn' | 'anyone' | 'system';

export type ContextOf<C extends Can> = C extends Permission
  ? MigrationContext
  : C extends { every: Permission }
    ? EveryContext
    : Context;

/** How an input may name its migration; a key needs not, it knows its own. */
export type MigrationRef = { migrationId?: string | undefined; slug?: string | undefined };

const RESTRICTED =
  'This key is restricted to some datasets, and this call concerns the whole migration. Use a key without that restriction.';
const UNKNOWN = 'There is no such migration, or you are not a member of it.';

/** Checks the actor, sets what the transaction may see, and gives the context the handler works with. */
export async function authorize(
  tx: RawTx,
  ctx: Context,
  { can, narrows = false }: { can: Can; narrows?: boolean },
  ref: MigrationRef,
): Promise<Context> {
  const { actor } = ctx;
  if (can === 'anyone') return await enteredScope(tx, ctx, { ...NO_MIGRATION, instance: true });
  if (actor.type === 'nobody') throw new AppError('UNAUTHENTICATED', 'Sign in, or send a key that is valid.');
  if (actor.type === 'system' && typeof can === 'string' && !isPermission(can)) {
    return await enteredScope(tx, ctx, SYSTEM_SCOPE);
  }
  if (can === 'system') throw new AppError('FORBIDDEN', 'Only the server itself may do this.');
  if (can === 'signedIn' || can === 'instance.createMigration' || can === 'instance.manageUsers') {
    return await enterInstance(tx, ctx, can);
  }
  const inside =
    typeof can === 'object' ? await enterEvery(tx, ctx, can.every) : await enterMigration(tx, ctx, can, ref);
  if (!narrows && ownDatasets(actor) !== null) throw new AppError('FORBIDDEN', RESTRICTED);
  return inside;
}

async function enteredScope(tx: RawTx, ctx: Context, scope: DataScope): Promise<Context> {
  await enterScope(tx, scope);
  return ctx;
}

async function enterInstance(tx: RawTx, ctx: Context, can: InstancePermission | 'signedIn'): Promise<Context> {
  if (ctx.actor.type !== 'user') throw new AppError('FORBIDDEN', 'Only a person may do this, not a key.');
  if (can !== 'signedIn' && !ctx.actor.isAdmin) throw new AppError('FORBIDDEN', 'Only an administrator may do this.');
  return await enteredScope(tx, ctx, { migrations: [], userId: ctx.actor.id, instance: can !== 'signedIn' });
}

async function enterEvery(tx: RawTx, ctx: Context, permission: Permission): Promise<EveryContext> {
  const grants = (await listGrants(tx, ctx.actor)).filter((grant) => holds(ctx.actor, grant.role, permission));
  if (belongsToOne(ctx.actor) && grants.length === 0) throw forbidden(ctx.actor, permission);
  await seeMigrations(
    tx,
    grants.map((grant) => grant.migrationId),
  );
  return { ...ctx, grants };
}

async function enterMigration(
  tx: RawTx,
  ctx: Context,
  permission: Permission,
  ref: MigrationRef,
): Promise<MigrationContext> {
  const { actor } = ctx;
  const grant = await findGrant(tx, actor, ref);
  if (!holds(actor, grant.role, permission)) throw forbidden(actor, permission);
  const may = (asked: Permission) => holds(actor, grant.role, asked);
  return { ...ctx, ...grant, may };
}

/** Finds the named migration among those of the actor and enters it; whatever is not there does not exist. */
async function findGrant(tx: RawTx, actor: Actor, ref: MigrationRef): Promise<Grant> {
  if (belongsToOne(actor) && ref.slug === undefined) {
    if (ref.migrationId !== undefined && ref.migrationId.toLowerCase() !== actor.migrationId) {
      throw new AppError('NOT_FOUND', UNKNOWN);
    }
    await enterScope(tx, { ...NO_MIGRATION, migrations: [actor.migrationId] });
    return { migrationId: actor.migrationId, role: null };
  }
  if (ref.migrationId === undefined && ref.slug === undefined) {
    const problems = [{ pointer: '/migrationId', message: 'must name the migration' }];
    throw new AppError('BAD_REQUEST', 'The input does not say which migration is meant.', { problems });
  }
  const userId = actor.type === 'user' ? actor.id : null;
  const migrations = belongsToOne(actor) ? [actor.migrationId] : actor.type === 'system' ? '*' : [];
  await enterScope(tx, { migrations, userId, instance: false });
  // Narrowed to what is found in the statement that finds it: each call of each page comes here.
  const [found] = await tx.$queryRaw<{ id: string; role: string | null }[]>`
    SELECT m.id, own.role, set_config('parallax.migrations', m.id::text, true) FROM migration m
    LEFT JOIN membership own ON own.migration_id = m.id AND own.user_id = ${userId}::uuid
    WHERE (${ref.migrationId ?? null}::uuid IS NULL OR m.id = ${ref.migrationId ?? null}::uuid)
      AND (${ref.slug ?? null}::text IS NULL OR m.slug = ${ref.slug ?? null}::text)
      AND (${userId}::uuid IS NULL OR own.role IS NOT NULL)`;
  if (!found) throw new AppError('NOT_FOUND', UNKNOWN);
  return { migrationId: found.id, role: found.role === null ? null : roleSchema.parse(found.role) };
}

async function listGrants(tx: RawTx, actor: Actor): Promise<Grant[]> {
  if (belongsToOne(actor)) {
    await enterScope(tx, { ...NO_MIGRATION, migrations: [actor.migrationId] });
    return [{ migrationId: actor.migrationId, role: null }];
  }
  if (actor.type === 'user') {
    await enterScope(tx, { ...NO_MIGRATION, userId: actor.id });
    const mine = await tx.$queryRaw<{ migrationId: string; role: string }[]>`
      SELECT migration_id AS "migrationId", role FROM membership WHERE user_id = ${actor.id}::uuid`;
    return mine.map(({ migrationId, role }) => ({ migrationId, role: roleSchema.parse(role) }));
  }
  await enterScope(tx, SYSTEM_SCOPE);
  const all = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM migration`;
  return all.map(({ id }) => ({ migrationId: id, role: null }));
}

/** Keys and share links know their migration and have no other. */
function belongsToOne(actor: Actor): actor is AgentActor | ShareActor {
  return actor.type === 'agent' || actor.type === 'share';
}

function holds(actor: Actor, role: Role | null, permission: Permission): boolean {
  if (actor.type === 'system') return true;
  if (actor.type === 'agent') return scopesMay(actor.scopes, permission);
  if (actor.type === 'share') return pagesMay(actor.pages, permission);
  return actor.type === 'user' && role !== null && roleMay(role, permission);
}

function forbidden(actor: Actor, permission: Permission): AppError {
  if (actor.type === 'agent' && actor.withheld && scopesMay(actor.withheld.scopes, permission)) {
    return new AppError('FORBIDDEN', `${actor.withheld.why} (${permission})`);
  }
  const who =
    actor.type === 'agent'
      ? 'The scopes of this key do'
      : actor.type === 'share'
        ? 'This share link does'
        : 'Your role in this migration does';
  return new AppError('FORBIDDEN', `${who} not allow this (${permission}).`);
}
