import { createTestDatabase } from './database.ts';

// Before the modules of a test file are loaded: the process's own client (server/db.ts) reads the address on loading,
// so that route handlers and jobs meet a fresh clone without being told.
process.env.DATABASE_URL = await createTestDatabase();
