import { encode } from 'next-auth/jwt';
import {
  type Permission,
  pagesMay,
  type Role,
  roleMay,
  roles,
  type Scope,
  type SharePage,
  scopes,
  scopesMay,
  sharePages,
} from '#core/permissions.ts';
import type { UserActor } from '../actor.ts';
import { createContext, systemContext } from '../context.ts';
import { db } from '../db.ts';
import { revokeKey } from '../key/revoke-key.ts';
import { newId } from '../new-id.ts';
import { endSession } from '../session/end-session.ts';
import { sessionCookieName } from '../session/session-cookie.ts';
import { sealSessionToken } from '../session/token.ts';
import { type MadeMigration, makeKey, makeMember, makeUser } from './factory.ts';
import { makeShare } from './make-share.ts';
import { openSession } from './open-session.ts';

/** Somebody at an entry point, with what they would really send. */
export type Caller = {
  name: string;
  /** A session or key that is no longer good, or never was, is no person and no key. */
  kind: 'nobody' | 'person' | 'key' | 'share link' | 'bad key';
  headers: () => Promise<Record<string, string>>;
  /** The one migration they belong to. */
  migrationId: string | null;
  isAdmin: boolean;
  holds: (permission: Permission) => boolean;
};

const now = () => new Date();
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };
const nothing = { migrationId: null, isAdmin: false, holds: () => false };
const cookie = (value: string) => ({ ...OWN_PAGE, cookie: `${sessionCookieName()}=${value}` });

/** Every role and every scope in `own`, people and keys of `other`, and everybody who is nobody there. */
export async function makeCallers(own: MadeMigration, other: MadeMigration): Promise<Caller[]> {
  const outsiders: Caller[] = [
    { ...nothing, name: 'nobody', kind: 'nobody', headers: async () => OWN_PAGE },
    { ...nothing, name: 'no member', kind: 'person', headers: sessionOf(await makeUser()) },
    { ...nothing, name: 'administrator', kind: 'person', isAdmin: true, headers: sessionOf(await makeAdmin()) },
    person('lead of another', other, 'lead', other.lead),
    key('key of another', other, scopes, (await makeKey(other, { now })).secret),
  ];
  const members = roles.map(async (role) => person(role, own, role, await makeMember(own.id, role)));
  const keys = scopes.map(async (scope) => {
    return key(`key ${scope}`, own, [scope], (await makeKey(own, { scopes: [scope], now })).secret);
  });
  const links = sharePages.map(async (page) => link(`link to ${page}`, own, [page], await makeShare(own, [page])));
  const foreign = link('link of another', other, sharePages, await makeShare(other, sharePages));
  return [...outsiders, foreign, ...(await Promise.all([...members, ...keys, ...links]))];
}

/** What was good once, or looks as if. None of them may do more than nobody may, and a key never falls back to anything. */
export async function makeSpentCallers(own: MadeMigration): Promise<Caller[]> {
  const spentKey = (name: string, secret: string): Caller => {
    return { ...nothing, name, kind: 'bad key', headers: async () => ({ authorization: `Bearer ${secret}` }) };
  };
  const spentSession = (name: string, value: string): Caller => {
    return { ...nothing, name, kind: 'nobody', headers: async () => cookie(value) };
  };
  const revoked = await makeKey(own, { now });
  await revokeKey(createContext({ actor: own.lead }), { migrationId: own.id, keyId: revoked.id });
  const expired = await makeKey(own, { now, expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
  await db.apiKey.update({
    where: { migrationId_id: { migrationId: own.id, id: expired.id } },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  const over = await makeShare(own, sharePages, { expired: true });
  const takenBack = await makeShare(own, sharePages, { revoked: true });
  const signedOut = await openSession(own.lead.id);
  await endSession(systemContext('test'), { sessionId: signedOut.sid, userId: own.lead.id });
  const old = await openSession(own.lead.id);
  await db.session.update({ where: { id: old.sid }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  const token = await openSession(own.lead.id);
  return [
    spentKey('revoked key', revoked.secret),
    spentKey('expired key', expired.secret),
    spentKey('made-up key', `${revoked.secret.slice(0, -4)}aaaa`),
    spentKey('expired link', over),
    spentKey('revoked link', takenBack),
    spentKey('made-up link', `${takenBack.slice(0, -4)}aaaa`),
    spentSession('session that was ended', await sealSessionToken(signedOut)),
    spentSession('session that has expired', await sealSessionToken(old)),
    spentSession('session of somebody else', await sealSessionToken({ ...token, sub: (await makeUser()).id })),
    spentSession('session sealed with another secret', await encode({ token, secret: 'another secret'.repeat(4) })),
    spentSession('session of nobody', await sealSessionToken({ sub: own.lead.id, sid: newId() })),
  ];
}

const makeAdmin = async () => await makeUser({ isAdmin: true });

function person(name: string, migration: MadeMigration, role: Role, user: UserActor): Caller {
  const holds = (permission: Permission) => roleMay(role, permission);
  return { name, kind: 'person', headers: sessionOf(user), migrationId: migration.id, isAdmin: false, holds };
}

function key(name: string, migration: MadeMigration, held: readonly Scope[], secret: string): Caller {
  const holds = (permission: Permission) => scopesMay(held, permission);
  const headers = async () => ({ authorization: `Bearer ${secret}` });
  return { name, kind: 'key', headers, migrationId: migration.id, isAdmin: false, holds };
}

function link(name: string, migration: MadeMigration, pages: readonly SharePage[], token: string): Caller {
  const holds = (permission: Permission) => pagesMay(pages, permission);
  const headers = async () => ({ authorization: `Bearer ${token}` });
  return { name, kind: 'share link', headers, migrationId: migration.id, isAdmin: false, holds };
}

/** A new session each time: one of the calls ends them all. */
const sessionOf = (user: UserActor) => async () => cookie(await sealSessionToken(await openSession(user.id)));
