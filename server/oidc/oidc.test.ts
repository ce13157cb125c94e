import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { getActor } from '../auth.ts';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { type MadeMigration, makeMember, makeMigration, makeUser } from '../testing/factory.ts';
import { startOidcProvider, type TestProvider, type TokenFault } from '../testing/oidc-provider.ts';
import { ProviderBrowser } from '../testing/provider-browser.ts';
import { checkProvider } from './check-provider.ts';
import { handleCallback } from './handle-callback.ts';
import { handleStart } from './handle-start.ts';
import { readProblem } from './problem-cookie.ts';
import { discover } from './provider.ts';
import { type OidcSettings, oidcSettings } from './settings.ts';

const REDIRECT = 'http://localhost:3000/api/sign-in/oidc/callback';
let provider: TestProvider;
let migration: MadeMigration;
let second: MadeMigration;

beforeAll(async () => {
  provider = await startOidcProvider({ redirectUri: REDIRECT });
  migration = await makeMigration({ slug: 'paycore' });
  second = await makeMigration({ slug: 'crm' });
  // Read once, with the first sign-in.
  Object.assign(process.env, {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'ACME',
    OIDC_SCOPES: 'openid profile email groups',
    OIDC_ROLE_MAP: 'ops=admin; pay=paycore:engineer; leads=paycore:lead; audit=*:auditor; lost=gone:bi',
  });
});
afterAll(async () => await provider.close());
beforeEach(() => {
  provider.fault = null;
  provider.isDown = false;
});

const settings = (): OidcSettings => {
  const found = oidcSettings();
  if (!found) throw new Error('not configured');
  return found;
};

let people = 0;
/** Somebody whom the provider knows, with a verified address. */
function person(claims: Record<string, unknown> = {}): { sub: string; email: string } {
  people += 1;
  const sub = `sub-${people}`;
  const email = `person-${people}@acme.example`;
  provider.people.set(sub, { name: `Person ${people}`, email, email_verified: true, ...claims });
  return { sub, email };
}

const cookiesOf = (answer: Response) =>
  new Map(
    answer.headers.getSetCookie().map((line) => {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      return [pair.slice(0, cut), pair.slice(cut + 1)] as const;
    }),
  );

const begin = async (cookie = '', isTrial = false) => {
  const answer = await handleStart(
    new Request('http://localhost:3000/', { headers: { cookie } }),
    '/m/paycore',
    isTrial,
  );
  const binding = cookiesOf(answer).get('parallax.oidc') ?? '';
  return { answer, location: answer.headers.get('location') ?? '', cookie: `${cookie}; parallax.oidc=${binding}` };
};

const comeBack = async (url: URL | string, cookie: string) =>
  await handleCallback(new Request(url, { headers: { cookie, 'user-agent': 'Firefox/145.0 (X11; Linux)' } }));

/** The whole way: from the button to the answer of our callback. */
async function enter(login: string | null, browser = new ProviderBrowser()): Promise<Response> {
  const { location, cookie } = await begin();
  return await comeBack(await browser.signIn(location, login), cookie);
}

const problemIn = async (answer: Response) => {
  expect(answer.headers.get('location')).toBe('/sign-in/problem');
  expect(cookiesOf(answer).has('parallax.session')).toBe(false);
  const told = await readProblem(cookiesOf(answer).get('parallax.problem'));
  expect(told?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.stringify(told)).not.toContain(provider.clientSecret);
  return told?.problem;
};

const actorIn = async (answer: Response) => {
  expect(answer.headers.get('location')).toBe('/m/paycore');
  const session = cookiesOf(answer).get('parallax.session') ?? '';
  const actor = await getActor(new Headers({ cookie: `parallax.session=${session}` }));
  if (actor.type !== 'user') throw new Error('Nobody is signed in.');
  return actor;
};

const rolesOf = async (userId: string) =>
  Object.fromEntries(
    (await db.membership.findMany({ where: { userId }, include: { migration: true } })).map((row) => [
      row.migration.slug,
      `${row.role} by ${row.source}`,
    ]),
  );

describe('a sign-in', () => {
  it('makes an account, gives the roles of the groups, and is a session like any other', async () => {
    const { sub, email } = person({ groups: ['pay', 'something else'] });
    const answer = await enter(sub);
    const actor = await actorIn(answer);
    expect(actor).toMatchObject({ email, isAdmin: false });
    expect(await rolesOf(actor.id)).toEqual({ paycore: 'engineer by oidc' });
    expect(await as(actor, () => new Date()).session.list({})).toMatchObject([
      { method: 'oidc', device: 'Firefox on Linux', isThis: true },
    ]);
    const trail = await db.auditEntry.findMany({ where: { content: { contains: actor.id } }, orderBy: { id: 'asc' } });
    expect(trail.map(({ action }) => action)).toEqual([
      'user.created',
      'user.linked',
      'member.added_by_sign_in',
      'session.started',
    ]);
    expect(answer.headers.getSetCookie().join()).toMatch(/parallax\.session=.*HttpOnly; SameSite=Lax/);
  });

  it('works with keys on a curve, and with the claims in the token', async () => {
    const other = await startOidcProvider({ redirectUri: REDIRECT, alg: 'ES256', claimsInToken: true });
    try {
      other.people.set('eva', { name: 'Eva', email: 'eva@acme.example', email_verified: true, groups: ['pay'] });
      const { authorizationUrl, redeemCode } = await import('./provider.ts');
      const own = { ...settings(), issuer: other.issuer };
      const sent = { state: 'a-state', nonce: 'a-nonce', codeVerifier: 'v'.repeat(60) };
      const server = await discover(own);
      const back = await new ProviderBrowser().signIn((await authorizationUrl(own, server, sent)).href, 'eva');
      const claims = await redeemCode(own, server, back.searchParams, sent);
      expect(claims).toMatchObject({ sub: 'eva', email: 'eva@acme.example', groups: ['pay'], iss: other.issuer });
      expect(claims.name).toBe('Eva');
    } finally {
      await other.close();
    }
  });

  it('links to the account of a verified address, once, and knows it by its subject from then on', async () => {
    const known = await makeMember(migration.id, 'bi');
    const { sub } = person({ email: known.email.toUpperCase(), groups: [] });
    expect((await actorIn(await enter(sub))).id).toBe(known.id);
    provider.people.set(sub, { name: 'Renamed', email: 'new@acme.example', email_verified: false });
    expect((await actorIn(await enter(sub))).id).toBe(known.id);
    expect(await db.oidcIdentity.count({ where: { userId: known.id } })).toBe(1);
    expect(await rolesOf(known.id)).toEqual({ paycore: 'bi by hand' });
  });

  it('never links by an address that is not verified, nor makes an account of one', async () => {
    const known = await makeMember(migration.id, 'bi');
    for (const claims of [
      { email: known.email, email_verified: false },
      { email: known.email, email_verified: undefined },
      { email: 'unknown@acme.example', email_verified: false },
    ]) {
      const { sub } = person({ ...claims, groups: ['pay'] });
      expect(await problemIn(await enter(sub))).toMatchObject({ code: 'email_unverified', detail: claims.email });
    }
    expect(await problemIn(await enter(person({ email: undefined, groups: ['pay'] }).sub))).toMatchObject({
      code: 'no_email',
    });
    expect(await db.user.count({ where: { email: 'unknown@acme.example' } })).toBe(0);
  });

  it('is refused without a role, and says which groups came', async () => {
    const groups = ['canteen', 'x'.repeat(100), ...Array.from({ length: 40 }, (_, i) => `group ${i}`)];
    const { sub, email } = person({ groups });
    const problem = await problemIn(await enter(sub));
    expect(problem).toMatchObject({ code: 'no_role', groups: expect.arrayContaining(['canteen', 'and 17 more']) });
    expect(await problemIn(await enter(person().sub))).toMatchObject({ code: 'no_role', groups: null });
    expect(await problemIn(await enter(person({ groups: ['lost'] }).sub))).toMatchObject({
      code: 'no_role',
      detail: 'The role map names migrations that do not exist: gone',
    });
    expect(await db.user.count({ where: { email } })).toBe(0);
  });

  it('takes an invitation that waits for the verified address', async () => {
    const { sub, email } = person({ groups: [] });
    await as(migration.lead, () => new Date()).member.invite({ migrationId: migration.id, email, role: 'finance' });
    const actor = await actorIn(await enter(sub));
    expect(await rolesOf(actor.id)).toEqual({ paycore: 'finance by hand' });
    expect(await db.invite.count({ where: { email, usedAt: null } })).toBe(0);
  });

  it('of many at once makes one account', async () => {
    const { sub, email } = person({ groups: ['pay'] });
    const answers = await Promise.all(Array.from({ length: 4 }, async () => await enter(sub)));
    for (const answer of answers) expect((await actorIn(answer)).email).toBe(email);
    expect(await db.user.count({ where: { email } })).toBe(1);
  });
});

describe('roles', () => {
  it('follow the groups at each sign-in; those given by hand stay', async () => {
    const { sub, email } = person({ groups: ['pay', 'audit'] });
    const { id } = await actorIn(await enter(sub));
    expect(await rolesOf(id)).toEqual({ paycore: 'engineer by oidc', crm: 'auditor by oidc' });
    provider.people.set(sub, { email, email_verified: true, groups: ['audit'] });
    await enter(sub);
    expect(await rolesOf(id)).toEqual({ paycore: 'auditor by oidc', crm: 'auditor by oidc' });
    await as(second.lead).member.changeRole({ migrationId: second.id, userId: id, role: 'bi' });
    provider.people.set(sub, { email, email_verified: true, groups: [] });
    await enter(sub);
    expect(await rolesOf(id)).toEqual({ crm: 'bi by hand' });
    const trail = await db.auditEntry.findMany({
      where: { migrationId: migration.id, content: { contains: id } },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ action }) => action)).toEqual([
      'member.added_by_sign_in',
      'member.role_changed_by_sign_in',
      'member.removed_by_sign_in',
    ]);
  });

  it('that are gone are taken even where the sign-in is refused', async () => {
    const { sub, email } = person({ groups: ['pay'] });
    const { id } = await actorIn(await enter(sub));
    provider.people.set(sub, { email, email_verified: true, groups: ['canteen'] });
    expect(await problemIn(await enter(sub))).toMatchObject({ code: 'no_role', groups: ['canteen'] });
    expect(await rolesOf(id)).toEqual({});
  });

  it('leave a migration its last lead', async () => {
    const own = await makeMigration();
    const { sub, email } = person({ groups: ['leads'] });
    const { id } = await actorIn(await enter(sub));
    await db.membership.deleteMany({ where: { migrationId: migration.id, role: 'lead', userId: { not: id } } });
    provider.people.set(sub, { email, email_verified: true, groups: [] });
    await enter(sub);
    expect(await rolesOf(id)).toEqual({ paycore: 'lead by oidc' });
    expect(await db.auditEntry.count({ where: { action: 'member.kept_as_last_lead' } })).toBe(1);
    await db.membership.create({
      data: { migrationId: migration.id, userId: migration.lead.id, role: 'lead', since: new Date() },
    });
    await enter(sub);
    expect(await rolesOf(id)).toEqual({});
    expect(own.lead.id).not.toBe(id);
  });

  it('of an administrator last as long as the session, and end with the group', async () => {
    const { sub, email } = person({ groups: ['ops'] });
    const first = await enter(sub);
    const actor = await actorIn(first);
    expect(actor.isAdmin).toBe(true);
    expect(await db.user.findUnique({ where: { id: actor.id } })).toMatchObject({ isAdmin: false });
    provider.people.set(sub, { email, email_verified: true, groups: ['pay'] });
    await enter(sub);
    expect((await actorIn(first)).isAdmin).toBe(false);
  });
});

describe('an answer of the provider', () => {
  test.each([
    ['signature', 'signature'],
    ['none', 'signature'],
    ['symmetric', 'signature'],
    ['audience', 'audience'],
    ['nonce', 'nonce'],
    ['issuer', 'wrong_issuer'],
    ['expired', 'token_expired'],
    ['future', 'clock'],
    ['no sub', 'bad_token'],
  ] satisfies [TokenFault, string][])('with %s wrong is refused', async (fault, code) => {
    const { sub, email } = person({ groups: ['pay'] });
    provider.fault = fault;
    expect(await problemIn(await enter(sub))).toMatchObject({ code });
    expect(await db.user.count({ where: { email } })).toBe(0);
  });

  it('counts once, only in the browser that asked, and only for a while', async () => {
    const { sub } = person({ groups: ['pay'] });
    const browser = new ProviderBrowser();
    const { location, cookie } = await begin();
    const back = await browser.signIn(location, sub);
    expect(await problemIn(await comeBack(back, 'parallax.oidc=somebody-else'))).toMatchObject({ code: 'state' });
    expect(await problemIn(await comeBack(back, ''))).toMatchObject({ code: 'state' });
    await actorIn(await comeBack(back, cookie));
    expect(await problemIn(await comeBack(back, cookie))).toMatchObject({ code: 'replayed' });

    // The same code with a state that is good: the provider itself refuses it.
    const again = await begin();
    const forged = new URL(back);
    forged.searchParams.set('state', new URL(again.location).searchParams.get('state') ?? '');
    expect(await problemIn(await comeBack(forged, again.cookie))).toMatchObject({ code: 'code_refused' });

    const slow = await begin();
    const late = await browser.signIn(slow.location, sub);
    await db.oidcAttempt.updateMany({ where: { usedAt: null }, data: { expiresAt: new Date(0) } });
    expect(await problemIn(await comeBack(late, slow.cookie))).toMatchObject({ code: 'attempt_expired' });
  });

  it('that says no is told as that', async () => {
    expect(await problemIn(await enter(null))).toMatchObject({ code: 'denied' });
    const { location, cookie } = await begin();
    const state = new URL(location).searchParams.get('state') ?? '';
    const words = new URLSearchParams({
      state,
      error: 'server_error',
      error_description: 'tea break',
      iss: provider.issuer,
    });
    expect(await problemIn(await comeBack(`${REDIRECT}?${words}`, cookie))).toMatchObject({
      code: 'provider_error',
      detail: 'server_error: tea break',
    });
  });

  it('that never comes is told as that, before and after', async () => {
    const { sub } = person({ groups: ['pay'] });
    const { location, cookie } = await begin();
    const back = await new ProviderBrowser().signIn(location, sub);
    provider.isDown = true;
    expect(await problemIn((await begin()).answer)).toMatchObject({ code: 'unreachable' });
    expect(await problemIn(await comeBack(back, cookie))).toMatchObject({ code: 'unreachable' });
    const away = { ...settings(), issuer: 'http://127.0.0.1:9' };
    await expect(discover(away)).rejects.toMatchObject({ problem: { code: 'unreachable' } });
    const page = { ...settings(), issuer: `${provider.issuer}/nothing` };
    provider.isDown = false;
    await expect(discover(page)).rejects.toMatchObject({ problem: { code: 'bad_discovery' } });
    const alias = { ...settings(), issuer: provider.issuer.replace('127.0.0.1', 'localhost') };
    await expect(discover(alias)).rejects.toMatchObject({
      problem: { code: 'wrong_issuer', detail: `The provider calls itself ${provider.issuer}` },
    });
  });
});

describe('the check of the provider', () => {
  const statesOf = async (more: Partial<OidcSettings> = {}) =>
    Object.fromEntries((await checkProvider({ ...settings(), ...more })).map(({ step, state }) => [step, state]));
  const good = {
    discovery: 'ok',
    endpoints: 'ok',
    pkce: 'ok',
    scopes: 'ok',
    keys: 'ok',
    clock: 'ok',
    redirect: 'ok',
    secret: 'ok',
  };

  it('finds everything in order', async () => {
    expect(await statesOf()).toEqual(good);
  });

  it('finds what is not', async () => {
    expect(await statesOf({ clientSecret: 'another' })).toEqual({ ...good, secret: 'failed' });
    expect(await statesOf({ redirectUri: 'http://localhost:3000/else' })).toEqual({ ...good, redirect: 'failed' });
    expect(await statesOf({ clientId: 'nobody' })).toEqual({ ...good, redirect: 'failed', secret: 'failed' });
    expect(await statesOf({ scopes: 'openid shoes' })).toMatchObject({ scopes: 'unknown' });
    expect(await statesOf({ issuer: 'http://127.0.0.1:9' })).toEqual({ discovery: 'failed' });
  });
});

describe('a trial', () => {
  const trialSchema = z.string().regex(/^\/admin\/sign-in\?trial=/);

  async function administrator() {
    const answer = await enter(person({ groups: ['ops'] }).sub);
    return { actor: await actorIn(answer), cookie: `parallax.session=${cookiesOf(answer).get('parallax.session')}` };
  }

  it('shows what a sign-in would do, and does none of it', async () => {
    const admin = await administrator();
    const { sub, email } = person({ groups: ['pay', 'lost', 'canteen'] });
    const { location, cookie } = await begin(admin.cookie, true);
    const before = await db.session.count();
    const answer = await comeBack(await new ProviderBrowser().signIn(location, sub), cookie);
    const path = trialSchema.parse(answer.headers.get('location'));
    expect(cookiesOf(answer).size).toBe(0);
    const id = path.split('=')[1] ?? '';
    expect(await as(admin.actor).oidc.trial({ id })).toMatchObject({
      problem: null,
      claims: { sub, email },
      groups: ['pay', 'lost', 'canteen'],
      account: 'new',
      isAdmin: false,
      roles: [{ slug: 'paycore', role: 'engineer' }],
      unknownSlugs: ['gone'],
    });
    expect(await db.session.count()).toBe(before);
    expect(await db.user.count({ where: { email } })).toBe(0);
    const other = await administrator();
    expect(await as(other.actor).oidc.trial({ id })).toBeNull();
  });

  it('shows what is wrong, too', async () => {
    const admin = await administrator();
    const { location, cookie } = await begin(admin.cookie, true);
    const back = await new ProviderBrowser().signIn(location, person().sub);
    provider.fault = 'audience';
    const answer = await comeBack(back, cookie);
    const id = trialSchema.parse(answer.headers.get('location')).split('=')[1] ?? '';
    expect(await as(admin.actor).oidc.trial({ id })).toMatchObject({ problem: { code: 'audience' }, claims: null });
  });

  it('is for administrators, and ends in the session that began it', async () => {
    const member = await enter(person({ groups: ['pay'] }).sub);
    const session = `parallax.session=${cookiesOf(member).get('parallax.session')}`;
    for (const cookie of ['', session]) {
      expect((await begin(cookie, true)).location).toBe('/admin/sign-in');
    }
    const admin = await administrator();
    const other = await administrator();
    const { location, cookie } = await begin(admin.cookie, true);
    const back = await new ProviderBrowser().signIn(location, person().sub);
    const swapped = cookie.replace(admin.cookie, other.cookie);
    expect(await problemIn(await comeBack(back, swapped))).toMatchObject({ code: 'state' });
  });

  it('has a configuration to look at, without the secret', async () => {
    const { actor } = await administrator();
    const shown = await as(actor).oidc.configuration({});
    expect(shown).toMatchObject({
      oidc: { name: 'ACME', secretLength: provider.clientSecret.length },
      redirectUri: REDIRECT,
    });
    expect(shown.oidc?.rules.map(({ isKnown }) => isKnown)).toEqual([true, true, true, true, false]);
    expect(JSON.stringify(shown)).not.toContain(provider.clientSecret);
    expect(await as({ type: 'nobody' }).oidc.waysIn({})).toEqual({ password: true, provider: 'ACME' });
    const user = await makeUser();
    await expect(as(user).oidc.check({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(systemContext('test').actor.type).toBe('system');
  });
});
