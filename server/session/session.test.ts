import { decode, encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { getActor } from '../auth.ts';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { prune } from '../jobs/prune.ts';
import { newId } from '../new-id.ts';
import { createSetupLink } from '../setup/create-setup-link.ts';
import { as, nobody, signedIn } from '../testing/call.ts';
import { at, makeUser, START } from '../testing/factory.ts';
import { authOptions } from './auth-options.ts';
import { endSession } from './end-session.ts';
import { isPassword } from './password.ts';
import { cookieOf, cookieSettings, sessionCookieName } from './session-cookie.ts';
import { signIn } from './sign-in.ts';
import { authSecret, readSessionToken, sealSessionToken, sessionTokenSchema } from './token.ts';

const password = 'correct horse battery';
const ctx = (time: string | Date = START) => systemContext('test', { now: at(time) });
const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? '';
let addresses = 0;

const authorizeSchema = z.custom<(credentials: object, req: object) => Promise<{ id: string } | null>>(
  (value) => typeof value === 'function',
);

/** Each attempt from another address, unless a test says otherwise. */
function nextAddress(): string {
  addresses += 1;
  return `10.0.0.${addresses}`;
}

const sessionOf = async (headers: Headers) =>
  sessionTokenSchema.parse(await readSessionToken(cookieOf(headers, sessionCookieName()) ?? ''));

/** A person with a password, made the way the first one is made. */
const email = 'first@example.org';

describe('the first set-up', () => {
  it('has one link that makes an administrator, and none once there is somebody', async () => {
    const older = await createSetupLink(ctx(), {});
    const { link } = await createSetupLink(ctx(), {});
    const person = { token: tokenOf(link), name: 'First', email, password };
    await expect(as(nobody).setup.acceptInvite({ ...person, token: tokenOf(older.link) })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(as(nobody).setup.acceptInvite({ ...person, password: 'short' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    await as(nobody).setup.acceptInvite(person);
    expect(await db.user.findMany()).toMatchObject([{ email, isAdmin: true }]);
    expect(await createSetupLink(ctx(), {})).toEqual({ link: null });
  });

  it('keeps the password as argon2id only', async () => {
    const [stored] = await db.userPassword.findMany();
    expect(stored?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword(password, stored?.hash ?? '')).toBe(true);
    expect(await isPassword('something else', stored?.hash ?? '')).toBe(false);
    expect(await isPassword('nobody has this password', null)).toBe(false);
  });
});

describe('sign-in', () => {
  const attempt = async (given: Partial<{ email: string; password: string; address: string; at: string }> = {}) =>
    await signIn(ctx(given.at), { email, password, address: nextAddress(), device: 'Test', ...given });

  it('knows the right password, whatever the case of the address, and says the same of any wrong one', async () => {
    expect(await attempt({ email: 'First@Example.org' })).toMatchObject({ ok: true, user: { email, name: 'First' } });
    const wrong = await attempt({ password: 'wrong password' });
    expect(wrong).toEqual({ ok: false, reason: 'wrong', waitSeconds: 0 });
    expect(await attempt({ email: 'unknown@example.org' })).toEqual(wrong);
    const actions = await db.auditEntry.findMany({
      where: { action: { startsWith: 'session.' } },
      orderBy: { id: 'asc' },
    });
    expect(actions.map(({ action, migrationId }) => [action, migrationId])).toEqual([
      ['session.started', null],
      ['session.refused', null],
    ]);
  });

  it('works as hard for an address without account, and refuses no sooner', async () => {
    const [stored] = await db.userPassword.findMany();
    // Time on the clock depends on what else runs; time on the processor does not.
    const workOf = async (hash: string | null) => {
      await isPassword('warm up', hash);
      const start = process.cpuUsage();
      for (let i = 0; i < 5; i += 1) await isPassword('wrong password', hash);
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    expect((await workOf(null)) / (await workOf(stored?.hash ?? ''))).toBeGreaterThan(0.5);
    for (const address of [email, 'unknown@example.org']) {
      const start = performance.now();
      await attempt({ email: address, password: 'wrong password', at: '2026-04-01T00:00:00Z' });
      expect(performance.now() - start).toBeGreaterThan(245);
    }
  });

  it('locks an account after ten wrong attempts, even parallel ones, for the rest of fifteen minutes', async () => {
    const time = '2026-05-01T00:00:00Z';
    const guesses = Array.from({ length: 15 }, async () => await attempt({ password: 'a wrong guess', at: time }));
    const results = await Promise.all(guesses);
    expect(results.filter((result) => !result.ok && result.reason === 'wait')).toHaveLength(5);
    expect(await attempt({ at: '2026-05-01T00:10:00Z' })).toEqual({ ok: false, reason: 'wait', waitSeconds: 300 });
    expect(await attempt({ at: '2026-05-01T00:15:00Z' })).toMatchObject({ ok: true });
    // The right password starts the count anew.
    expect(
      await db.signInThrottle.findMany({ where: { bucket: { startsWith: 'account:' }, attempts: { gt: 10 } } }),
    ).toEqual([]);
  });

  it('locks an address that guesses many accounts, and no other one', async () => {
    const time = '2026-06-01T00:00:00Z';
    const guess = async (email: string) => await attempt({ email, address: '192.0.2.1', at: time });
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(Array.from({ length: 10 }, async (_, i) => await guess(`guess-${round}-${i}@example.org`)));
    }
    expect(await attempt({ address: '192.0.2.1', at: time })).toMatchObject({ ok: false, reason: 'wait' });
    expect(await attempt({ address: '192.0.2.2', at: time })).toMatchObject({ ok: true });
  });

  it('through next-auth gives a token that getActor knows, and refuses with how long to wait', async () => {
    const [provider] = authOptions().providers;
    const { authorize } = z.object({ options: z.object({ authorize: authorizeSchema }) }).parse(provider).options;
    const request = { headers: { 'x-forwarded-for': '203.0.113.7' } };
    const user = await authorize({ email, password }, request);
    expect(await authorize({ email, password: 'wrong' }, request)).toBeNull();
    expect(await authorize({ email: 'no address', password }, request)).toBeNull();
    for (let i = 0; i < 11; i += 1)
      await authorize({ email: 'x@example.org', password: 'wrong' }, request).catch(() => null);
    await expect(authorize({ email: 'x@example.org', password: 'wrong' }, request)).rejects.toThrow(/^wait:\d+$/);

    const jwt = authOptions().callbacks?.jwt;
    const made = await jwt?.({ token: {}, user: { ...user, id: user?.id ?? '' }, account: null });
    const sealed = await sealSessionToken(sessionTokenSchema.parse(made));
    expect(await decode({ token: sealed, secret: authSecret() })).toMatchObject({ sub: user?.id });
    expect((await getActor(new Headers({ cookie: `${sessionCookieName()}=${sealed}` }))).type).toBe('user');
  });
});

describe('a session', () => {
  it('names the person, until it is ended, or all are', async () => {
    const user = await makeUser({ isAdmin: true });
    const headers = new Headers(await signedIn(user.id));
    const others = new Headers(await signedIn(user.id));
    const sessionId = (await sessionOf(headers)).sid;
    expect(await getActor(headers)).toEqual({ ...user, sessionId });
    expect(await getActor(new Headers())).toEqual(nobody);

    await endSession(systemContext('sign-out'), { sessionId, userId: user.id });
    expect(await getActor(headers)).toEqual(nobody);
    expect(await getActor(others)).toMatchObject(user);
    await as(user).session.endAll({});
    expect(await getActor(others)).toEqual(nobody);
    expect(await getActor(new Headers(await signedIn(user.id)))).toMatchObject(user);
  });

  it('is worth nothing when forged, expired, of another secret, of nobody, or of a person it does not belong to', async () => {
    const user = await makeUser();
    const headers = new Headers(await signedIn(user.id));
    const token = await sessionOf(headers);
    const sealed = await sealSessionToken(token);
    expect(await readSessionToken(sealed)).toMatchObject({ sub: user.id });
    expect(await readSessionToken(`${sealed.slice(0, -4)}AAAA`)).toBeNull();
    expect(await readSessionToken('')).toBeNull();
    expect(await readSessionToken(await encode({ token, secret: authSecret(), maxAge: -60 }))).toBeNull();
    expect(await readSessionToken(await encode({ token, secret: 'another secret' }))).toBeNull();
    const other = await makeUser();
    for (const wrong of [
      { ...token, sid: newId() },
      { ...token, sub: other.id },
    ]) {
      const cookie = `${sessionCookieName()}=${await sealSessionToken(wrong)}`;
      expect(await getActor(new Headers({ cookie }))).toEqual(nobody);
    }
  });

  it('ends after a day, however often its token was renewed, and is pruned then', async () => {
    const user = await makeUser();
    const headers = new Headers(await signedIn(user.id));
    const inHours = (hours: number) => ({ now: () => new Date(Date.now() + hours * 3_600_000) });
    expect((await getActor(headers, inHours(23.9))).type).toBe('user');
    expect(await getActor(headers, inHours(24.1))).toEqual(nobody);
    await prune(systemContext('jobs', inHours(24.1)), {});
    expect(await db.session.count({ where: { userId: user.id } })).toBe(0);
  });

  it('was last seen to the minute', async () => {
    const user = await makeUser();
    const headers = new Headers(await signedIn(user.id));
    const { sid } = await sessionOf(headers);
    const seen = async () => (await db.session.findUniqueOrThrow({ where: { id: sid } })).lastSeenAt.getTime();
    const first = await seen();
    await getActor(headers, { now: () => new Date(first + 59_000) });
    expect(await seen()).toBe(first);
    await getActor(headers, { now: () => new Date(first + 61_000) });
    expect(await seen()).toBe(first + 61_000);
  });

  it('is listed to its person and to administrators, and ended by either, at once', async () => {
    const user = await makeUser();
    const stranger = await makeUser();
    const admin = await makeUser({ isAdmin: true });
    const [here, there, third] = await Promise.all([1, 2, 3].map(async () => new Headers(await signedIn(user.id))));
    if (!here || !there || !third) throw new Error('unreachable');
    const now = () => new Date();
    const me = as({ ...user, sessionId: (await sessionOf(here)).sid }, now);
    const listed = await me.session.list({});
    expect(listed).toHaveLength(3);
    expect(listed.filter(({ isThis }) => isThis)).toMatchObject([
      { id: (await sessionOf(here)).sid, method: 'password', device: 'Test', address: '192.0.2.7' },
    ]);
    const thirdId = (await sessionOf(third)).sid;
    await as(stranger, now).session.end({ sessionId: thirdId });
    expect((await getActor(third)).type).toBe('user');
    await me.session.end({ sessionId: thirdId });
    expect(await getActor(third)).toEqual(nobody);
    expect(await me.session.endOthers({})).toEqual({ ended: 1 });
    expect(await getActor(there)).toEqual(nobody);
    expect((await getActor(here)).type).toBe('user');

    expect(await as(admin, now).user.sessions({ userId: user.id })).toMatchObject([{ isThis: false }]);
    expect((await as(admin, now).user.list({})).find(({ id }) => id === user.id)).toMatchObject({
      sessions: 1,
      hasPassword: false,
      isLinked: false,
    });
    expect(await as(admin, now).user.endSessions({ userId: user.id, sessionId: null })).toEqual({ ended: 1 });
    expect(await getActor(here)).toEqual(nobody);
    const actions = await db.auditEntry.findMany({ where: { content: { contains: user.id } }, orderBy: { id: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual([
      'session.ended',
      'session.others_ended',
      'session.ended_by_administrator',
    ]);
  });
});

describe('cookies', () => {
  it('are http-only, lax and for every path; over https bound to the host', () => {
    const options = { httpOnly: true, sameSite: 'lax', path: '/' };
    for (const [kind, name] of [
      ['sessionToken', 'session'],
      ['csrfToken', 'csrf'],
      ['callbackUrl', 'callback'],
    ] as const) {
      expect(cookieSettings(false)[kind]).toEqual({ name: `parallax.${name}`, options: { ...options, secure: false } });
      expect(cookieSettings(true)[kind]).toEqual({
        name: `__Host-parallax.${name}`,
        options: { ...options, secure: true },
      });
    }
    expect(authOptions().cookies).toEqual(cookieSettings(false));
  });
});
