import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type JWK } from 'oidc-provider';
import { z } from 'zod';

/** What is wrong with the next ID tokens; the rest of the provider stays as the library makes it. */
export type TokenFault =
  | 'signature'
  | 'none'
  | 'symmetric'
  | 'audience'
  | 'nonce'
  | 'issuer'
  | 'expired'
  | 'future'
  | 'no sub';

export type TestProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Claims by the name that somebody signs in with. May be changed at any time. */
  people: Map<string, Record<string, unknown>>;
  fault: TokenFault | null;
  /** Answers nothing but 503. */
  isDown: boolean;
  close: () => Promise<void>;
};

type Options = {
  /** Who somebody is who signs in by a name that is not in `people`. */
  findPerson?: (login: string) => Record<string, unknown>;
  redirectUri: string;
  alg?: 'RS256' | 'ES256';
  claimsInToken?: boolean;
};

/**
 * A real OpenID provider on a free port of this machine: `oidc-provider`, which is certified, with its own sign-in pages. Whoever is in
 * `people` signs in by that name and any password.
 */
export async function startOidcProvider({
  redirectUri,
  alg = 'RS256',
  claimsInToken = false,
  findPerson,
}: Options): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const keys = {
    RS256: generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey,
    ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  };
  const test: TestProvider = {
    issuer,
    clientId: 'parallax',
    clientSecret: 'the secret of the test provider',
    people: new Map(),
    fault: null,
    isDown: false,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: test.clientId,
        client_secret: test.clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: alg,
      },
    ],
    jwks: { keys: Object.entries(keys).map(([name, key]) => jwkOf(key, name)) },
    cookies: { keys: ['of the test provider'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
      groups: ['groups', 'realm_access'],
    },
    conformIdTokenClaims: !claimsInToken,
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    renderError: (ctx, out) => {
      ctx.body = out;
    },
    findAccount: (_, sub) => {
      const claims = test.people.get(sub) ?? findPerson?.(sub);
      return claims ? { accountId: sub, claims: () => ({ sub, ...claims }) } : undefined;
    },
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    if (test.fault !== null && ctx.path === '/token') ctx.body = spoil(ctx.body, test, keys[alg], alg);
  });
  const answer = provider.callback();
  server.on('request', (req, res) => {
    if (!test.isDown) return void answer(req, res);
    res.writeHead(503).end();
  });
  return test;
}

const jwkOf = (key: KeyObject, alg: string): JWK => {
  const jwk = z.looseObject({ kty: z.string() }).parse(key.export({ format: 'jwk' }));
  return { ...jwk, kid: `test-${alg}`, use: 'sig', alg };
};

const bodySchema = z.looseObject({ id_token: z.string() });
const claimsSchema = z.record(z.string(), z.unknown());

/** Makes the token again, with one thing wrong. Signed by the provider's own key but for the faults that are about that. */
function spoil(answer: unknown, { fault, clientSecret }: TestProvider, key: KeyObject, alg: string): unknown {
  const body = bodySchema.safeParse(answer).data;
  if (!body) return answer;
  const [, payload = ''] = body.id_token.split('.');
  const claims = claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const now = Math.floor(Date.now() / 1_000);
  if (fault === 'audience') claims.aud = 'somebody else';
  if (fault === 'nonce') claims.nonce = 'another sign-in';
  if (fault === 'issuer') claims.iss = 'https://else.example';
  if (fault === 'expired') Object.assign(claims, { iat: now - 7_200, exp: now - 3_600 });
  if (fault === 'future') Object.assign(claims, { iat: now + 3_600, exp: now + 7_200 });
  if (fault === 'no sub') delete claims.sub;
  const header =
    fault === 'none' ? { alg: 'none' } : { alg: fault === 'symmetric' ? 'HS256' : alg, kid: `test-${alg}` };
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return { ...body, id_token: `${content}.${signatureOf(content, fault, key, clientSecret)}` };
}

function signatureOf(content: string, fault: TokenFault | null, key: KeyObject, secret: string): string {
  if (fault === 'none') return '';
  if (fault === 'symmetric') return createHmac('sha256', secret).update(content).digest('base64url');
  const own = fault === 'signature' ? generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey : key;
  const dsaEncoding = 'ieee-p1363';
  return sign('sha256', Buffer.from(content), { key: own, dsaEncoding }).toString('base64url');
}
