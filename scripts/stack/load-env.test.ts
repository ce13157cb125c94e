import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EnvError } from '#server/env.ts';
import { loadEnv } from './load-env.ts';

let dir: string;
const before = { ...process.env };
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parallax-env-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});
const NOTHING = { DATABASE_URL: '', NEXTAUTH_SECRET: '', NEXTAUTH_URL: '', PARALLAX_URL: '', PORT: '' };

it('makes a secret for the embedded database once, readable by its owner only', () => {
  const first = loadEnv({ ...NOTHING, PARALLAX_DATA_DIR: dir });
  expect(first.NEXTAUTH_SECRET.length).toBeGreaterThanOrEqual(32);
  expect(loadEnv({ ...NOTHING, PARALLAX_DATA_DIR: dir }).NEXTAUTH_SECRET).toBe(first.NEXTAUTH_SECRET);
  expect(statSync(join(dir, 'nextauth-secret')).mode & 0o077).toBe(0);
});

it('wants one from whoever brings a database', () => {
  const own = { ...NOTHING, PARALLAX_DATA_DIR: dir, DATABASE_URL: 'postgresql://u@localhost/d' };
  expect(() => loadEnv(own)).toThrow(EnvError);
  expect(() => loadEnv(own)).toThrow('NEXTAUTH_SECRET is missing');
});
