import type { Role } from '#core/permissions.ts';
import { DAY_MS } from '#core/time/units.ts';
import type { Actor, UserActor } from '../actor.ts';
import { db } from '../db.ts';
import { as, nobody } from './call.ts';
import { at, START } from './factory.ts';

/** So many days after migrations of tests begin. */
export const day = (n: number) => at(new Date(START.getTime() + n * DAY_MS));
export const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? '';
export const password = 'correct horse battery';
let count = 0;

/** Takes the link of an invitation, or that the server's command line made. */
export async function accept(link: string | null, name: string, email: string, on: number): Promise<UserActor> {
  await as(nobody, day(on)).setup.acceptInvite({ token: tokenOf(link), name, email, password });
  const { id } = await db.user.findUniqueOrThrow({ where: { email } });
  return { type: 'user', id, name, email, isAdmin: false };
}

/** Somebody new, by an invitation that is made and taken on that day. */
export async function invite(by: Actor, migrationId: string, role: Role, on: number, name = 'Bob'): Promise<UserActor> {
  const email = `invited-${count++}@example.org`;
  const { link } = await as(by, day(on)).member.invite({ migrationId, email, role });
  return await accept(link, name, email, on);
}
