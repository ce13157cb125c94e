import { z } from 'zod';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { criterionColumns, criterionViewSchema, presentCriterion } from '../document/present-criterion.ts';
import { query } from '../query.ts';

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
