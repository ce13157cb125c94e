import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { OidcSettings } from '#core/oidc/settings.ts';
import { db } from '../db.ts';
import { actorIn, OidcKit, problemIn, REDIRECT } from '../testing/oidc-kit.ts';
import type { TokenFault } from '../testing/oidc-provider.ts';
import { ProviderBrowser } from '../testing/provider-browser.ts';
import { checkProvider } from './check-provider.ts';
import { discoverProvider } from './provider.ts';

let kit: OidcKit;
beforeAll(async () => {
  kit = await OidcKit.open();
});
afterAll(async () => await kit.provider.close());
beforeEach(() => {
  kit.provider.fault = null;
  kit.provider.isDown = false;
});
const told = async (answer: Response) => await problemIn(answer, kit.provider.clientSecret);

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
    const { sub, email } = kit.person({ groups: ['pay'] });
    kit.provider.fault = fault;
    expect(await told(await kit.enter(sub))).toMatchObject({ code });
    expect(await db.user.count({ where: { email } })).toBe(0);
  });

  it('counts once, only in the browser that asked, and only for a while', async () => {
    const { sub } = kit.person({ groups: ['pay'] });
    const browser = new ProviderBrowser();
    const { location, cookie } = await kit.begin();
    const back = await browser.signIn(location, sub);
    expect(await told(await kit.comeBack(back, 'parallax.oidc=somebody-else'))).toMatchObject({ code: 'state' });
    expect(await told(await kit.comeBack(back, ''))).toMatchObject({ code: 'state' });
    await actorIn(await kit.comeBack(back, cookie));
    expect(await told(await kit.comeBack(back, cookie))).toMatchObject({ code: 'replayed' });

    // The same code with a state that is good: the provider itself refuses it.
    const again = await kit.begin();
    const forged = new URL(back);
    forged.searchParams.set('state', new URL(again.location).searchParams.get('state') ?? '');
    expect(await told(await kit.comeBack(forged, again.cookie))).toMatchObject({ code: 'code_refused' });

    const slow = await kit.begin();
    const late = await browser.signIn(slow.location, sub);
    await db.oidcAttempt.updateMany({ where: { usedAt: null }, data: { expiresAt: new Date(0) } });
    expect(await told(await kit.comeBack(late, slow.cookie))).toMatchObject({ code: 'attempt_expired' });
  });

  it('that says no is shown as that', async () => {
    expect(await told(await kit.enter(null))).toMatchObject({ code: 'denied' });
    const { location, cookie } = await kit.begin();
    const state = new URL(location).searchParams.get('state') ?? '';
    const words = new URLSearchParams({
      state,
      error: 'server_error',
      error_description: 'tea break',
      iss: kit.provider.issuer,
    });
    expect(await told(await kit.comeBack(`${REDIRECT}?${words}`, cookie))).toMatchObject({
      code: 'provider_error',
      detail: 'server_error: tea break',
    });
  });

  it('that never comes is shown as that, before and after', async () => {
    const { sub } = kit.person({ groups: ['pay'] });
    const { location, cookie } = await kit.begin();
    const back = await new ProviderBrowser().signIn(location, sub);
    kit.provider.isDown = true;
    expect(await told((await kit.begin()).answer)).toMatchObject({ code: 'unreachable' });
    expect(await told(await kit.comeBack(back, cookie))).toMatchObject({ code: 'unreachable' });
    const away = { ...kit.settings, issuer: 'http://127.0.0.1:9' };
    await expect(discoverProvider(away)).rejects.toMatchObject({ problem: { code: 'unreachable' } });
    const page = { ...kit.settings, issuer: `${kit.provider.issuer}/nothing` };
    kit.provider.isDown = false;
    await expect(discoverProvider(page)).rejects.toMatchObject({ problem: { code: 'bad_discovery' } });
    const alias = { ...kit.settings, issuer: kit.provider.issuer.replace('127.0.0.1', 'localhost') };
    await expect(discoverProvider(alias)).rejects.toMatchObject({
      problem: { code: 'wrong_issuer', detail: `The provider calls itself ${kit.provider.issuer}` },
    });
  });
});

describe('the check of the provider', () => {
  const statesOf = async (more: Partial<OidcSettings> = {}) =>
    Object.fromEntries((await checkProvider({ ...kit.settings, ...more })).map(({ step, state }) => [step, state]));
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
