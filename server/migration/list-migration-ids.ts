import { z } from 'zod';
import { noInputSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';

/** For jobs that go through all migrations, one transaction each. */
export const listMigrationIds = query(
  { can: 'system', input: noInputSchema, output: z.array(z.string()) },
  async (tx) => (await tx.migration.findMany({ orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id),
);
