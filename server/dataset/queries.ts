import { z } from 'zod';
import { datasetDefinitionSchema } from '#core/dataset/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { datasetColumns, presentDataset } from './present.ts';

export const listDatasets = query(
  {
    can: 'migration.read',
    input: z.strictObject({ migrationId: uuidSchema }),
    output: z.array(z.strictObject({ id: uuidSchema, ...datasetDefinitionSchema.shape })),
  },
  async (tx, { migrationId }) => {
    const rows = await tx.dataset.findMany({
      where: { migrationId },
      orderBy: { name: 'asc' },
      select: datasetColumns,
    });
    return rows.map((row) => presentDataset(row));
  },
);
