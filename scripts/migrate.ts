// npm run migrate: applies the schema migrations to the database in DATABASE_URL, without starting anything. npm start
// does the same by itself; this is for those who want it done before the new version runs.

import { parseEnv } from '#server/env.ts';
import { applyMigrations, MigrationError } from '#server/migrate/apply-migrations.ts';

if (!process.env.DATABASE_URL) {
  console.error('DATABASE_URL is not set. The embedded database needs nothing: npm start migrates it.');
  process.exit(1);
}
try {
  const { DATABASE_URL } = parseEnv({ DATABASE_URL: process.env.DATABASE_URL });
  const applied = await applyMigrations(DATABASE_URL ?? '');
  console.log(
    applied.length === 0 ? 'Nothing to apply.' : `Applied:\n${applied.map((name) => `  ${name}`).join('\n')}`,
  );
} catch (error) {
  console.error(error instanceof MigrationError ? error.message : error);
  process.exit(1);
}
