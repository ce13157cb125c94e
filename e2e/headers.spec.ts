import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

test('pages, answers and files say how they may be used', async ({ request }) => {
  const page = await request.get('/sign-in');
  const policy = page.headers()['content-security-policy'] ?? '';
  const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic';/.exec(policy)?.[1] ?? '';
  expect(nonce.length).toBeGreaterThan(20);
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
  for (const part of [
    "default-src 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ]) {
    expect(policy).toContain(part);
  }
  const html = await page.text();
  const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
  expect((await request.get('/sign-in')).headers()['content-security-policy']).not.toContain(nonce);

  for (const path of [
    '/sign-in',
    '/livez',
    '/api/v1/openapi.json',
    '/api/v1/docs',
    '/api/trpc/me.get',
    '/api/auth/csrf',
    '/nothing',
  ]) {
    const headers = (await request.get(path)).headers();
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
    expect(headers['x-powered-by'], path).toBeUndefined();
    expect(headers['access-control-allow-origin'], path).toBeUndefined();
  }
  expect((await request.get('/api/trpc/me.get')).headers()['content-security-policy']).toContain("default-src 'none'");
});

/** What only the server knows or does. */
const SERVER_ONLY = [
  'NEXTAUTH_SECRET',
  'DATABASE_URL',
  'PARALLAX_AUDIT_KEY',
  'PARALLAX_DATA_DIR',
  'parallax_app',
  'set_config',
  'argon2',
  'BEGIN PRIVATE KEY',
  'PrismaClient',
];

test('what browsers are sent knows nothing of the server', () => {
  const folder = join(process.env.E2E_DIST_DIR ?? '', 'static');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((file) => ({
    name: file.name,
    text: readFileSync(join(file.parentPath, file.name), 'utf8'),
  }));
  expect(texts.filter(({ name }) => name.endsWith('.js')).length).toBeGreaterThan(10);
  expect(texts.filter(({ name }) => name.endsWith('.map'))).toEqual([]);
  // The search finds what is there.
  expect(texts.some(({ text }) => text.includes('/api/trpc'))).toBe(true);
  const secret = process.env.E2E_SECRET ?? '';
  expect(secret.length).toBeGreaterThanOrEqual(32);
  for (const word of [...SERVER_ONLY, secret, process.env.DATABASE_URL ?? '']) {
    expect(texts.filter(({ text }) => text.includes(word)).map(({ name }) => `${name}: ${word}`)).toEqual([]);
  }
});
