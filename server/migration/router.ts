import { mutation, read, router } from '../trpc.ts';
import { createMigration } from './create-migration.ts';
import { getMigration, listAllMigrations } from './queries.ts';

export const migrationRouter = router({
  create: mutation(createMigration),
  get: read(getMigration, { method: 'GET', path: '/migration', summary: 'The migration of this key' }),
  listAll: read(listAllMigrations),
});
