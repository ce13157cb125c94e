import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createTestDatabase } from './database.ts';

// Before the modules of a test file are loaded: the process's own client (server/db.ts) reads the address on loading,
// so that route handlers and jobs meet a fresh clone without being told. Keys that are made go into a folder of this file.
process.env.DATABASE_URL = await createTestDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'parallax-data-'));
process.env.PARALLAX_DATA_DIR = dataDir;
// Sessions are sealed with it: the tests of sign-in and of the entry points make some.
process.env.NEXTAUTH_SECRET = 'a secret for tests: 0123456789 abcdefghijklmnopqrstuvwxyz';
afterAll(() => rm(dataDir, { recursive: true, force: true }));
