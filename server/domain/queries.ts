import { z } from 'zod';
import { inMigrationSchema, uuidSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';

export const listDomains = query(
  {
    can: 'migration.read',
    input: inMigrationSchema,
    output: z.array(z.strictObject({ id: uuidSchema, name: z.string() })),
  },
  async (tx, { migrationId }) =>
    await tx.domain.findMany({ where: { migrationId }, orderBy: { name: 'asc' }, select: { id: true, name: true } }),
);
