import { z } from 'zod';
import { uuidSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { criterionColumns, criterionViewSchema, presentCriterion } from './present.ts';

export const listCriteria = query(
  {
    can: 'migration.read',
    input: z.strictObject({ migrationId: uuidSchema }),
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
