import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  ClientSecretBasic,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  clockTolerance,
  discoveryRequest,
  getValidatedIdTokenClaims,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processUserInfoResponse,
  userInfoRequest,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from 'oauth4webapi';
import type { Claims } from '#core/oidc/claims.ts';
import { groupsOf } from '#core/oidc/claims.ts';
import type { OidcSettings } from '#core/oidc/settings.ts';
import { OidcFailure } from './failure.ts';
import { type Phase, problemOf } from './problem-of.ts';

const ANSWER_WITHIN_MS = 5_000;
/** By how much the clocks of provider and Parallax may differ. */
export const CLOCK_TOLERANCE_SECONDS = 60;

/** Options of every request to the provider. http only where settings allowed it: to this machine. */
export const requestOptions = (settings: OidcSettings) => ({
  signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  [allowInsecureRequests]: settings.issuer.startsWith('http:'),
});

export const clientOf = (settings: OidcSettings): Client => ({
  client_id: settings.clientId,
  [clockTolerance]: CLOCK_TOLERANCE_SECONDS,
});

/** The way of proving who we are that the provider knows; the standard's own where it does not say. */
export function clientAuthOf(settings: OidcSettings, server: AuthorizationServer) {
  const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return known.includes('client_secret_basic')
    ? ClientSecretBasic(settings.clientSecret)
    : ClientSecretPost(settings.clientSecret);
}

/** Asked anew at each sign-in: there are few, and keys or endpoints that changed are never old here. */
export async function discoverProvider(settings: OidcSettings): Promise<AuthorizationServer> {
  return await during('discovery', async () => {
    const issuer = new URL(settings.issuer);
    return await processDiscoveryResponse(issuer, await discoveryRequest(issuer, requestOptions(settings)));
  });
}

type Sent = { state: string; nonce: string; codeVerifier: string };

/** Where the browser is sent. */
export async function authorizationUrl(
  settings: OidcSettings,
  server: AuthorizationServer,
  { state, nonce, codeVerifier }: Sent,
): Promise<URL> {
  if (!server.authorization_endpoint)
    throw new OidcFailure('bad_discovery', 'There is no authorization_endpoint in it');
  const url = new URL(server.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: settings.redirectUri,
    scope: settings.scopes,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

/**
 * Takes the code that came back for a token and checks all of it: state, issuer, audience, nonce, times, and the signature by the
 * provider's published keys (symmetric algorithms and `none` never). Claims that the token lacks are asked of the userinfo endpoint.
 */
export async function redeemCode(
  settings: OidcSettings,
  server: AuthorizationServer,
  answer: URLSearchParams,
  { state, nonce, codeVerifier }: Sent,
): Promise<Claims> {
  const client = clientOf(settings);
  const parameters = await during('callback', async () => validateAuthResponse(server, client, answer, state));
  const response = await during('token', async () => {
    const auth = clientAuthOf(settings, server);
    const { redirectUri } = settings;
    const options = requestOptions(settings);
    return await authorizationCodeGrantRequest(server, client, auth, parameters, redirectUri, codeVerifier, options);
  });
  const tokens = await during('token', async () =>
    processAuthorizationCodeResponse(server, client, response, { expectedNonce: nonce, requireIdToken: true }),
  );
  await during('signature', async () => validateApplicationLevelSignature(server, response, requestOptions(settings)));
  const claims = getValidatedIdTokenClaims(tokens);
  if (!claims) throw new OidcFailure('bad_token', 'There is no ID token');
  if (claims.iat > Date.now() / 1_000 + CLOCK_TOLERANCE_SECONDS) {
    throw new OidcFailure('clock', 'The token was made in the future');
  }
  if (!server.userinfo_endpoint || isComplete(claims, settings)) return claims;
  const more = await during('userinfo', async () => {
    const asked = await userInfoRequest(server, client, tokens.access_token, requestOptions(settings));
    return await processUserInfoResponse(server, client, claims.sub, asked);
  });
  return { ...more, ...claims };
}

const isComplete = (claims: Claims, { rolesClaim }: OidcSettings): boolean =>
  claims.email !== undefined && claims.email_verified !== undefined && groupsOf(claims, rolesClaim) !== null;

/** Whatever fails becomes a failure that knows what it is about. */
async function during<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, detail } = problemOf(error, phase);
    throw new OidcFailure(code, detail, error);
  }
}
