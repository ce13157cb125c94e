import { z } from 'zod';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { criterionColumns, criterionViewSchema, presentCriterion } from './present.ts';

export const listCriteria = query(
  {
    can: 'migration.read',
    input: inMigrationSchema,
    output: z.array(criterionViewSchema),
  },
  async (tx, { migrationId }) => {
    const rows = await tx.criterion.findMany({
      where: { migrationId },
      orderBy: { id: 'asc' },
      select: criterionColumns,
    });
    return rows.map((row) => presentCriterion(row));
  },
);
