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
