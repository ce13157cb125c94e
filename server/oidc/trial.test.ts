import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { db } from '../db.ts';
import { as, nobody } from '../testing/call.ts';
import { makeUser } from '../testing/factory.ts';
import { actorIn, cookiesOf, OidcKit, problemIn, REDIRECT } from '../testing/oidc-kit.ts';
import { ProviderBrowser } from '../testing/provider-browser.ts';

let kit: OidcKit;
beforeAll(async () => {
  kit = await OidcKit.open();
});
afterAll(async () => await kit.provider.close());
beforeEach(() => {
  kit.provider.fault = null;
});
const told = async (answer: Response) => await problemIn(answer, kit.provider.clientSecret);

describe('a trial', () => {
  const trialSchema = z.string().regex(/^\/admin\/sign-in\?trial=/);

  async function administrator() {
    const answer = await kit.enter(kit.person({ groups: ['ops'] }).sub);
    return { actor: await actorIn(answer), cookie: `parallax.session=${cookiesOf(answer).get('parallax.session')}` };
  }

  it('shows what a sign-in would do, and does none of it', async () => {
    const admin = await administrator();
    const { sub, email } = kit.person({ groups: ['pay', 'lost', 'canteen'] });
    const { location, cookie } = await kit.begin(admin.cookie, true);
    const before = await db.session.count();
    const answer = await kit.comeBack(await new ProviderBrowser().signIn(location, sub), cookie);
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
    const { location, cookie } = await kit.begin(admin.cookie, true);
    const back = await new ProviderBrowser().signIn(location, kit.person().sub);
    kit.provider.fault = 'audience';
    const answer = await kit.comeBack(back, cookie);
    const id = trialSchema.parse(answer.headers.get('location')).split('=')[1] ?? '';
    expect(await as(admin.actor).oidc.trial({ id })).toMatchObject({ problem: { code: 'audience' }, claims: null });
  });

  it('is for administrators, and ends in the session that began it', async () => {
    const member = await kit.enter(kit.person({ groups: ['pay'] }).sub);
    const session = `parallax.session=${cookiesOf(member).get('parallax.session')}`;
    for (const cookie of ['', session]) {
      expect((await kit.begin(cookie, true)).location).toBe('/admin/sign-in');
    }
    const admin = await administrator();
    const other = await administrator();
    const { location, cookie } = await kit.begin(admin.cookie, true);
    const back = await new ProviderBrowser().signIn(location, kit.person().sub);
    const swapped = cookie.replace(admin.cookie, other.cookie);
    expect(await told(await kit.comeBack(back, swapped))).toMatchObject({ code: 'state' });
  });

  it('has a configuration to look at, without the secret', async () => {
    const { actor } = await administrator();
    const shown = await as(actor).oidc.configuration({});
    expect(shown).toMatchObject({
      oidc: { name: 'ACME', secretLength: kit.provider.clientSecret.length },
      redirectUri: REDIRECT,
    });
    expect(shown.oidc?.rules.map(({ isKnown }) => isKnown)).toEqual([true, true, true, true, false]);
    expect(JSON.stringify(shown)).not.toContain(kit.provider.clientSecret);
    expect(await as(nobody).oidc.signInOptions({})).toEqual({ password: true, provider: 'ACME' });
    const user = await makeUser();
    await expect(as(user).oidc.check({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
