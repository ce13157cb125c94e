import { AppError } from '#core/errors.ts';
import { roles as allRoles, isPermission, permissions, type Role } from '#core/permissions.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Actor } from '../../actor.ts';
import { getActor } from '../../auth.ts';
import { createContext } from '../../context.ts';
import { flushRequests } from '../../request-log/note-request.ts';
import { appRouter } from '../../root.ts';
import { createCallerFactory } from '../../trpc.ts';
import { rowOf } from '../permission-inputs.ts';
import type { Json } from './known-things.ts';

const createCaller = createCallerFactory(appRouter);

/** Somebody the lone person can be: an account that they know the password of, a key that they hold, or nobody. */
export type Who = { email: string } | { secret: string } | 'nobody';
/** One thing they did, with what it takes to do it again. */
export type Act = { who: Who; call: string; input: Json; at: string };

export type Answer = { ok: true; answer: unknown } | { ok: false; code: string; message: string };

/** The call as who makes it, through every middleware. Null: the account or the key is no more. */
export async function perform(db: PrismaClient, { who, call, input, at }: Act): Promise<Answer> {
  const now = () => new Date(at);
  try {
    const actor = await actorOf(db, who, now);
    // What is logged of calls by a timer would come in the middle of another.
    if (actor.type === 'agent') await flushRequests({ db, now });
    const caller: unknown = createCaller(createContext({ actor, now, db }));
    const verb = call.split('.').reduce<unknown>((found, name) => Reflect.get(Object(found), name), caller);
    if (typeof verb !== 'function') throw new Error(`There is no procedure ${call}.`);
    return { ok: true, answer: await verb(input) };
  } catch (error) {
    return { ok: false, code: codeOf(error), message: error instanceof Error ? error.message : String(error) };
  }
}

const codeOf = (error: unknown) =>
  error instanceof AppError || (error instanceof Error && 'code' in error) ? String(error.code) : 'UNKNOWN';

async function actorOf(db: PrismaClient, who: Who, now: () => Date): Promise<Actor> {
  if (who === 'nobody') return { type: 'nobody' };
  if ('secret' in who) return await getActor(new Headers({ authorization: `Bearer ${who.secret}` }), { db, now });
  const { id, name, email, isAdmin } = await db.user.findUniqueOrThrow({ where: { email: who.email } });
  return { type: 'user', id, name, email, isAdmin };
}

/** Whether people in roles of a migration, a key or nobody could be let in by what the procedure is for. */
export function callersOf(call: string): { people: boolean; roles: readonly Role[]; keys: boolean; nobody: boolean } {
  const { can } = rowOf(call);
  if (can === 'anyone') return { people: false, roles: [], keys: false, nobody: true };
  if (typeof can !== 'string' || !isPermission(can))
    return { people: true, roles: allRoles, keys: false, nobody: false };
  const { roles, scopes } = permissions[can];
  return { people: roles.length > 0, roles, keys: scopes.length > 0, nobody: false };
}

const agreeing: readonly unknown[] = ['approve', 'answer', 'decision.second', 'members.vouch'];

/** What a second person does: agrees to what another one did. To withdraw or to refuse it takes the same right, and is no agreeing. */
export function isAgreeing(call: string): boolean {
  return agreeing.includes(rowOf(call).can) && !/\.(withdraw|refuse)/.test(call);
}
