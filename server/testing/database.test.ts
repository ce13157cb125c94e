import { expect, it } from 'vitest';
import { createEmptyDatabase, createTestDatabase } from './database.ts';
import { onServer } from './on-server.ts';

const TABLES = "SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'public'";

it('gives each caller a migrated database of its own', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await onServer(first, (client) => client.query('CREATE TABLE only_here (x int)'));
  const counts = await Promise.all(
    [first, second].map((url) => onServer(url, async (client) => (await client.query(TABLES)).rows[0]?.n)),
  );
  expect(counts[1]).toBeGreaterThan(5);
  expect(counts[0]).toBe(counts[1] + 1);
});

it('gives an empty one to tests that bring their own tables', async () => {
  const url = await createEmptyDatabase();
  expect(await onServer(url, async (client) => (await client.query(TABLES)).rows[0]?.n)).toBe(0);
});

it('points the process at a fresh clone before anything is imported', () => {
  expect(process.env.DATABASE_URL).toMatch(/parallax_test_/);
});
