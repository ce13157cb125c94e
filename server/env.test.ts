import { expect, it } from 'vitest';
import { EnvError, parseEnv } from './env.ts';

const SECRET = 'k3J9x0Qm7Vb2Zt5Ls8Wd1Rf4Yh6Ng+Pc/Ae=';

const problemsOf = (source: Record<string, string>) => {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
};

it('needs nothing to start on one machine', () => {
  expect(parseEnv({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', PARALLAX_URL: 'http://localhost:3000' });
});

it('names every problem at once', () => {
  const problems = problemsOf({
    NODE_ENV: 'production',
    DATABASE_URL: 'mysql://root@db/parallax',
    PORT: '70000',
    DATABASE_POOL_SIZE: 'many',
    PARALLAX_URL: 'https://parallax.example.org/app',
    LOG_LEVEL: 'loud',
    WORKER: 'maybe',
    NEXTAUTH_SECRET: 'short',
  });
  expect(problems).toMatchInlineSnapshot(`
    [
      "DATABASE_URL must look like postgresql://user:password@host:5432/name",
      "DATABASE_POOL_SIZE must be a whole number",
      "PORT must be at most 65535",
      "PARALLAX_URL must be an address without a path",
      "NEXTAUTH_SECRET must have at least 32 characters: openssl rand -base64 32 makes one",
      "NEXTAUTH_SECRET is not random: openssl rand -base64 32 makes one",
      "LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent",
      "WORKER must be one of process, off",
    ]
  `);
});

it('denies a production start without a secret, or with one that is no secret', () => {
  expect(problemsOf({ NODE_ENV: 'production', PORT: 'x' }).join()).toContain('NEXTAUTH_SECRET is missing');
  expect(problemsOf({ NODE_ENV: 'production', NEXTAUTH_SECRET: 'a'.repeat(40) }).join()).toContain('not random');
  expect(problemsOf({ NODE_ENV: 'production', NEXTAUTH_SECRET: SECRET })).toEqual([]);
});

it('never repeats a value', () => {
  expect(problemsOf({ DATABASE_URL: 'http://user:hunter2@db/x', NEXTAUTH_SECRET: 'hunter2' }).join()).not.toContain(
    'hunter2',
  );
});

it('takes a variable that is set to nothing as not set', () => {
  expect(parseEnv({ PORT: '', PARALLAX_URL: ' ' }).PORT).toBe(3000);
});

it('refuses two different addresses', () => {
  const two = { PARALLAX_URL: 'https://a.example', NEXTAUTH_URL: 'https://b.example' };
  expect(problemsOf(two)).toEqual(['NEXTAUTH_URL is another address than PARALLAX_URL. Set PARALLAX_URL only']);
});

const OIDC = {
  OIDC_ISSUER: 'https://login.example.org/realms/acme',
  OIDC_CLIENT_ID: 'parallax',
  OIDC_CLIENT_SECRET: 'hunter2 hunter2',
};

it('takes a whole configuration of OIDC', () => {
  expect(parseEnv({ ...OIDC, OIDC_ROLE_MAP: 'ops=admin;pay=paycore:lead' })).toMatchObject({
    OIDC_SCOPES: 'openid profile email',
    OIDC_ROLES_CLAIM: 'groups',
    OIDC_ROLE_MAP: [
      { group: 'ops', gives: 'admin' },
      { group: 'pay', gives: 'role', slug: 'paycore', role: 'lead' },
    ],
    PASSWORD_SIGN_IN: 'on',
  });
});

it.each(['http://localhost:8080/a', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'https://login.example.org'])(
  'takes the issuer %s',
  (OIDC_ISSUER) => {
    expect(problemsOf({ ...OIDC, OIDC_ISSUER })).toEqual([]);
  },
);

it('denies half a configuration of OIDC, and one that is not right, with every reason', () => {
  expect(problemsOf({ OIDC_ISSUER: OIDC.OIDC_ISSUER })).toEqual([
    'OIDC_CLIENT_ID is missing: OIDC needs OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET',
    'OIDC_CLIENT_SECRET is missing: OIDC needs OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET',
  ]);
  expect(problemsOf({ OIDC_ROLE_MAP: 'ops=admin' })).toEqual([
    'OIDC_ROLE_MAP without OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET does nothing',
  ]);
  const wrong = {
    ...OIDC,
    OIDC_ISSUER: 'http://login.example.org',
    OIDC_SCOPES: 'profile',
    OIDC_ROLE_MAP: 'ops=admin;pay=paycore:owner',
    OIDC_TRUST_EMAIL: 'maybe',
  };
  expect(problemsOf(wrong)).toEqual([
    'OIDC_ISSUER must begin with https: what it says decides who may do what',
    'OIDC_SCOPES must have openid among them',
    'OIDC_ROLE_MAP part 2 must look like group=admin, group=slug:role or group=*:role, with a role of lead, engineer, finance, bi, stakeholder, auditor',
    'OIDC_TRUST_EMAIL must be one of on, off',
  ]);
  expect(problemsOf({ ...wrong, OIDC_CLIENT_SECRET: 'hunter2' }).join()).not.toContain('hunter2');
});

it('locks nobody out: passwords are switched off only where somebody can administer by OIDC', () => {
  expect(problemsOf({ PASSWORD_SIGN_IN: 'off' })).toEqual([
    'PASSWORD_SIGN_IN is off and OIDC is not configured: nobody could sign in',
  ]);
  expect(problemsOf({ ...OIDC, PASSWORD_SIGN_IN: 'off', OIDC_ROLE_MAP: 'a=*:lead' })).toEqual([
    'PASSWORD_SIGN_IN is off and OIDC_ROLE_MAP makes nobody an administrator: it needs a part such as ops=admin',
  ]);
  expect(problemsOf({ ...OIDC, PASSWORD_SIGN_IN: 'off', OIDC_ROLE_MAP: 'ops=admin' })).toEqual([]);
});
