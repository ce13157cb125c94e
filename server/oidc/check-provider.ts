import { type AuthorizationServer, authorizationCodeGrantRequest, discoveryRequest } from 'oauth4webapi';
import { z } from 'zod';
import type { ProviderStep } from '#core/oidc/schema.ts';
import type { OidcSettings } from '#core/oidc/settings.ts';
import { newSecret } from '../secret.ts';
import { problemOf } from './problem-of.ts';
import {
  authorizationUrl,
  CLOCK_TOLERANCE_SECONDS,
  clientAuthOf,
  clientOf,
  discoverProvider,
  requestOptions,
} from './provider.ts';

type Result = Omit<ProviderStep, 'step'>;
const ok = (detail: string): Result => ({ state: 'ok', detail });
const failed = (detail: string): Result => ({ state: 'failed', detail });
const unknown = (detail: string): Result => ({ state: 'unknown', detail });

/**
 * Asks the provider everything that can be asked without a person: what it publishes, whether it takes our redirect address and our
 * secret, and whether the clocks agree. Without a discovery document there is nothing more to ask.
 */
export async function checkProvider(settings: OidcSettings): Promise<ProviderStep[]> {
  let server: AuthorizationServer;
  try {
    server = await discoverProvider(settings);
  } catch (error) {
    const { code, detail } = problemOf(error, 'discovery');
    return [{ step: 'discovery', ...failed(detail ?? code) }];
  }
  const named = async (step: ProviderStep['step'], result: Result | Promise<Result>): Promise<ProviderStep> => {
    try {
      return { step, ...(await result) };
    } catch (error) {
      const { code, detail } = problemOf(error, 'token');
      return { step, ...failed(detail ?? code) };
    }
  };
  return await Promise.all([
    named('discovery', ok(`${server.issuer} was found and calls itself the same`)),
    named('endpoints', checkEndpoints(server, settings)),
    named('pkce', checkPkce(server)),
    named('scopes', checkScopes(server, settings)),
    named('keys', checkKeys(server, settings)),
    named('clock', checkClock(settings)),
    named('redirect', checkRedirect(server, settings)),
    named('secret', checkSecret(server, settings)),
  ]);
}

function checkEndpoints(server: AuthorizationServer, settings: OidcSettings): Result {
  const endpoints = {
    authorization_endpoint: server.authorization_endpoint,
    token_endpoint: server.token_endpoint,
    jwks_uri: server.jwks_uri,
  };
  const missing = Object.entries(endpoints).filter(([, url]) => !url);
  if (missing.length > 0) return failed(`The document lacks ${missing.map(([name]) => name).join(', ')}`);
  const open = Object.entries(endpoints).filter(([, url]) => !url?.startsWith('https:'));
  if (open.length > 0 && settings.issuer.startsWith('https:')) {
    return failed(`${open.map(([name]) => name).join(', ')} must begin with https`);
  }
  return ok(`Sign-in, token and keys${server.userinfo_endpoint ? ', and userinfo' : '; no userinfo'}`);
}

function checkPkce(server: AuthorizationServer): Result {
  const known = server.code_challenge_methods_supported;
  if (!known) return unknown('The document does not say; it is sent all the same');
  return known.includes('S256') ? ok('S256') : failed(`Only ${known.join(', ')}; Parallax sends S256`);
}

function checkScopes({ scopes_supported: known }: AuthorizationServer, { scopes }: OidcSettings): Result {
  if (!known) return unknown('The document does not say which there are');
  const missing = scopes.split(/\s+/).filter((scope) => !known.includes(scope));
  if (missing.length === 0) return ok(scopes);
  return unknown(`The document does not name ${missing.join(', ')}; some providers take more than they name`);
}

const jwksSchema = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), use: z.string().optional(), alg: z.string().optional() })),
});

async function checkKeys({ jwks_uri: url }: AuthorizationServer, settings: OidcSettings): Promise<Result> {
  if (!url) return failed('The document names no keys');
  const answer = await fetch(url, { signal: requestOptions(settings).signal });
  if (!answer.ok) return failed(`HTTP ${answer.status} from ${url}`);
  const parsed = jwksSchema.safeParse(await answer.json().catch(() => null)).data;
  if (!parsed) return failed(`What ${url} answers is no set of keys`);
  const usable = parsed.keys.filter(({ kty, use }) => kty !== 'oct' && use !== 'enc');
  if (usable.length === 0) return failed('There is no key to check signatures with');
  return ok(usable.map(({ kty, alg }) => alg ?? kty).join(', '));
}

async function checkClock(settings: OidcSettings): Promise<Result> {
  const answer = await discoveryRequest(new URL(settings.issuer), requestOptions(settings));
  await answer.body?.cancel();
  const providerMs = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(providerMs)) return unknown('The provider does not report its time');
  const seconds = Math.round(Math.abs(providerMs - Date.now()) / 1_000);
  // The header has whole seconds only, and the answer took its way.
  if (seconds <= 2) return ok('The same time, to two seconds');
  const words = `${seconds} seconds apart, ${CLOCK_TOLERANCE_SECONDS} are tolerated`;
  return seconds <= CLOCK_TOLERANCE_SECONDS ? ok(words) : failed(words);
}

/** A sign-in that may ask nobody anything: a provider that knows client and address sends the browser straight back. */
async function checkRedirect(server: AuthorizationServer, settings: OidcSettings): Promise<Result> {
  const sent = { state: newSecret(), nonce: newSecret(), codeVerifier: newSecret(48) };
  const url = await authorizationUrl(settings, server, sent);
  url.searchParams.set('prompt', 'none');
  const answer = await fetch(url, { redirect: 'manual', signal: requestOptions(settings).signal });
  await answer.body?.cancel();
  const back = answer.headers.get('location');
  if (back?.startsWith(settings.redirectUri)) {
    const error = new URL(back).searchParams.get('error');
    if (error === 'invalid_scope') return failed('The provider refuses the scopes');
    if (error === 'unauthorized_client' || error === 'invalid_request') return failed(`The provider says ${error}`);
    return ok(`The provider sends people back to ${settings.redirectUri}`);
  }
  if (answer.status >= 400) {
    return failed(
      `HTTP ${answer.status}: register ${settings.redirectUri} there, letter by letter, and check the client id`,
    );
  }
  return unknown('The provider answers with a page of its own; try it with a person');
}

/** A code that never was: a provider that takes our secret complains of the code, any other of the client. */
async function checkSecret(server: AuthorizationServer, settings: OidcSettings): Promise<Result> {
  const auth = clientAuthOf(settings, server);
  // The library takes only callback parameters that it has checked itself, which these are not.
  const { validateAuthResponse } = await import('oauth4webapi');
  const state = newSecret();
  const made = new URLSearchParams({ code: newSecret(), state, iss: server.issuer });
  const callback = validateAuthResponse(server, clientOf(settings), made, state);
  const answer = await authorizationCodeGrantRequest(
    server,
    clientOf(settings),
    auth,
    callback,
    settings.redirectUri,
    newSecret(48),
    requestOptions(settings),
  );
  const { error } = z.object({ error: z.string() }).safeParse(await answer.json().catch(() => null)).data ?? {};
  if (error === 'invalid_client' || error === 'unauthorized_client' || answer.status === 401) {
    return failed('The provider refuses client id and secret');
  }
  if (error === 'invalid_grant') return ok('The provider knows client id and secret');
  return unknown(`The provider says ${error ?? `HTTP ${answer.status}`}`);
}
