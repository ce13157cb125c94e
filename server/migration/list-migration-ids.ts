import { z } from 'zod';
import { query } from '../query.ts';

/** For jobs that go through all migrations, one transaction each. */
export const listMigrationIds = query(
  { can: 'system', input: z.strictObject({}), output: z.array(z.string()) },
  async (tx) => (await tx.migration.findMany({ orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id),
);
