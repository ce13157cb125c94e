// node scripts/bootstrap.mjs scripts/new-migration.ts NAME: writes a schema migration with the difference between
// prisma/schema and the migrations so far. Partitions, policies and data are added to the file by hand.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { diffMigrations } from '#server/migrate/diff-migrations.ts';
import { MIGRATIONS_DIR } from '#server/migrate/migration-files.ts';
import { startPostgres } from '#server/postgres/start-postgres.ts';

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('usage: npm run new-migration -- NAME, in lower case with underscores, such as add_waivers');
  process.exit(1);
}

const postgres = await startPostgres({ home: await mkdtemp(join(tmpdir(), 'parallax-diff-')), throwAway: true });
try {
  const sql = await diffMigrations(postgres.url('postgres'));
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(MIGRATIONS_DIR, `${stamp}_${name}`);
  await mkdir(folder);
  await writeFile(
    join(folder, 'migration.sql'),
    `${sql || '-- The schema has not changed: write the statements here.'}\n`,
  );
  console.log(`${relative(process.cwd(), folder)}/migration.sql\n\n${sql || 'No difference to prisma/schema.'}`);
} finally {
  await postgres.stop();
}
