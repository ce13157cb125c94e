import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from './database.ts';

// Before the modules of a test file are loaded: the process's own client (server/db.ts) reads the address on loading,
// so that route handlers and jobs meet a fresh clone without being told.
process.env.DATABASE_URL = await createTestDatabase();
process.env.PARALLAX_DATA_DIR = mkdtempSync(join(tmpdir(), 'parallax-test-data-'));
process.env.NEXTAUTH_SECRET = 'a secret for tests: 0123456789 abcdefghijklmnopqrstuvwxyz';
