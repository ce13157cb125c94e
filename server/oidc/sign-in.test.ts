import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { makeMember } from '../testing/factory.ts';
import { actorIn, OidcKit, problemIn, REDIRECT, rolesOf } from '../testing/oidc-kit.ts';
import { startOidcProvider } from '../testing/oidc-provider.ts';
import { ProviderBrowser } from '../testing/provider-browser.ts';
import { authorizationUrl, discoverProvider, redeemCode } from './provider.ts';

let kit: OidcKit;
beforeAll(async () => {
  kit = await OidcKit.open();
});
afterAll(async () => await kit.provider.close());
const told = async (answer: Response) => await problemIn(answer, kit.provider.clientSecret);

describe('a sign-in', () => {
  it('makes an account, gives the roles of the groups, and is a session like any other', async () => {
    const { sub, email } = kit.person({ groups: ['pay', 'something else'] });
    const answer = await kit.enter(sub);
    const actor = await actorIn(answer);
    expect(actor).toMatchObject({ email, isAdmin: false });
    expect(await rolesOf(actor.id)).toEqual({ paycore: 'engineer by oidc' });
    expect(await as(actor, () => new Date()).session.list({})).toMatchObject([
      { method: 'oidc', device: 'Firefox on Linux', isThis: true },
    ]);
    const entries = await db.auditEntry.findMany({
      where: { content: { contains: actor.id } },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ action }) => action)).toEqual([
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
      const own = { ...kit.settings, issuer: other.issuer };
      const sent = { state: 'a-state', nonce: 'a-nonce', codeVerifier: 'v'.repeat(60) };
      const server = await discoverProvider(own);
      const back = await new ProviderBrowser().signIn((await authorizationUrl(own, server, sent)).href, 'eva');
      const claims = await redeemCode(own, server, back.searchParams, sent);
      expect(claims).toMatchObject({ sub: 'eva', email: 'eva@acme.example', groups: ['pay'], iss: other.issuer });
      expect(claims.name).toBe('Eva');
    } finally {
      await other.close();
    }
  });

  it('links to the account of a verified address, once, and knows it by its subject from then on', async () => {
    const known = await makeMember(kit.migration.id, 'bi');
    const { sub } = kit.person({ email: known.email.toUpperCase(), groups: [] });
    expect((await actorIn(await kit.enter(sub))).id).toBe(known.id);
    kit.provider.people.set(sub, { name: 'Renamed', email: 'new@acme.example', email_verified: false });
    expect((await actorIn(await kit.enter(sub))).id).toBe(known.id);
    expect(await db.oidcIdentity.count({ where: { userId: known.id } })).toBe(1);
    expect(await rolesOf(known.id)).toEqual({ paycore: 'bi by hand' });
  });

  it('never links by an address that is not verified, nor makes an account of one', async () => {
    const known = await makeMember(kit.migration.id, 'bi');
    for (const claims of [
      { email: known.email, email_verified: false },
      { email: known.email, email_verified: undefined },
      { email: 'unknown@acme.example', email_verified: false },
    ]) {
      const { sub } = kit.person({ ...claims, groups: ['pay'] });
      expect(await told(await kit.enter(sub))).toMatchObject({ code: 'email_unverified', detail: claims.email });
    }
    expect(await told(await kit.enter(kit.person({ email: undefined, groups: ['pay'] }).sub))).toMatchObject({
      code: 'no_email',
    });
    expect(await db.user.count({ where: { email: 'unknown@acme.example' } })).toBe(0);
  });

  it('is refused without a role, and says which groups came', async () => {
    const groups = ['canteen', 'x'.repeat(100), ...Array.from({ length: 40 }, (_, i) => `group ${i}`)];
    const { sub, email } = kit.person({ groups });
    const problem = await told(await kit.enter(sub));
    expect(problem).toMatchObject({ code: 'no_role', groups: expect.arrayContaining(['canteen', 'and 17 more']) });
    expect(await told(await kit.enter(kit.person().sub))).toMatchObject({ code: 'no_role', groups: null });
    expect(await told(await kit.enter(kit.person({ groups: ['lost'] }).sub))).toMatchObject({
      code: 'no_role',
      detail: 'The role map names migrations that do not exist: gone',
    });
    expect(await db.user.count({ where: { email } })).toBe(0);
  });

  it('takes an invitation that waits for the verified address', async () => {
    const { sub, email } = kit.person({ groups: [] });
    await as(kit.migration.lead, () => new Date()).member.invite({
      migrationId: kit.migration.id,
      email,
      role: 'finance',
    });
    const actor = await actorIn(await kit.enter(sub));
    expect(await rolesOf(actor.id)).toEqual({ paycore: 'finance by hand' });
    expect(await db.invite.count({ where: { email, usedAt: null } })).toBe(0);
  });

  it('of many at once makes one account', async () => {
    const { sub, email } = kit.person({ groups: ['pay'] });
    const answers = await Promise.all(Array.from({ length: 4 }, async () => await kit.enter(sub)));
    for (const answer of answers) expect((await actorIn(answer)).email).toBe(email);
    expect(await db.user.count({ where: { email } })).toBe(1);
  });
});

describe('roles', () => {
  it('follow the groups at each sign-in; those given by hand stay', async () => {
    const { sub, email } = kit.person({ groups: ['pay', 'audit'] });
    const { id } = await actorIn(await kit.enter(sub));
    expect(await rolesOf(id)).toEqual({ paycore: 'engineer by oidc', crm: 'auditor by oidc' });
    kit.provider.people.set(sub, { email, email_verified: true, groups: ['audit'] });
    await kit.enter(sub);
    expect(await rolesOf(id)).toEqual({ paycore: 'auditor by oidc', crm: 'auditor by oidc' });
    await as(kit.second.lead).member.changeRole({ migrationId: kit.second.id, userId: id, role: 'bi' });
    kit.provider.people.set(sub, { email, email_verified: true, groups: [] });
    await kit.enter(sub);
    expect(await rolesOf(id)).toEqual({ crm: 'bi by hand' });
    const entries = await db.auditEntry.findMany({
      where: { migrationId: kit.migration.id, content: { contains: id } },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      'member.added_by_sign_in',
      'member.role_changed_by_sign_in',
      'member.removed_by_sign_in',
    ]);
  });

  it('that are gone are taken even where the sign-in is refused', async () => {
    const { sub, email } = kit.person({ groups: ['pay'] });
    const { id } = await actorIn(await kit.enter(sub));
    kit.provider.people.set(sub, { email, email_verified: true, groups: ['canteen'] });
    expect(await told(await kit.enter(sub))).toMatchObject({ code: 'no_role', groups: ['canteen'] });
    expect(await rolesOf(id)).toEqual({});
  });

  it('leave a migration its last lead', async () => {
    const { sub, email } = kit.person({ groups: ['leads'] });
    const { id } = await actorIn(await kit.enter(sub));
    await db.membership.deleteMany({ where: { migrationId: kit.migration.id, role: 'lead', userId: { not: id } } });
    kit.provider.people.set(sub, { email, email_verified: true, groups: [] });
    await kit.enter(sub);
    expect(await rolesOf(id)).toEqual({ paycore: 'lead by oidc' });
    expect(await db.auditEntry.count({ where: { action: 'member.kept_as_last_lead' } })).toBe(1);
    await db.membership.create({
      data: { migrationId: kit.migration.id, userId: kit.migration.lead.id, role: 'lead', since: new Date() },
    });
    await kit.enter(sub);
    expect(await rolesOf(id)).toEqual({});
  });

  it('of an administrator last as long as the session, and end with the group', async () => {
    const { sub, email } = kit.person({ groups: ['ops'] });
    const first = await kit.enter(sub);
    const actor = await actorIn(first);
    expect(actor.isAdmin).toBe(true);
    expect(await db.user.findUnique({ where: { id: actor.id } })).toMatchObject({ isAdmin: false });
    kit.provider.people.set(sub, { email, email_verified: true, groups: ['pay'] });
    await kit.enter(sub);
    expect((await actorIn(first)).isAdmin).toBe(false);
  });
});
