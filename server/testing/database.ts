import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { databaseName } from './database-name.ts';
import { onServer, withDatabase } from './on-server.ts';

/** A database of its own: with Parallax's schema, and dropped after the test file that made it. Returns its URL. */
export async function createTestDatabase(): Promise<string> {
  return create(inject('testServer').templateName);
}

/** An empty database of its own, for tests that need a PostgreSQL to look at. Returns its URL. */
export async function createEmptyDatabase(): Promise<string> {
  return create('template0');
}

async function create(template: string): Promise<string> {
  const { adminUrl } = inject('testServer');
  const name = databaseName(randomBytes(6).toString('hex'));
  await onServer(adminUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  afterAll(() => onServer(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  return withDatabase(adminUrl, name);
}
