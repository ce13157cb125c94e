import { z } from 'zod';
import { datasetDefinitionSchema } from '#core/dataset/schema.ts';
import { inMigrationSchema, uuidSchema } from '#core/schema-parts.ts';
import { ownDatasets } from '../actor.ts';
import { datasetColumns, presentDataset } from '../document/present-dataset.ts';
import { query } from '../query.ts';

export const listDatasets = query(
  {
    can: 'migration.read',
    narrows: true,
    input: inMigrationSchema,
    output: z.array(z.strictObject({ id: uuidSchema, ...datasetDefinitionSchema.shape })),
  },
  async (tx, { migrationId, actor }) => {
    const own = ownDatasets(actor);
    const rows = await tx.dataset.findMany({
      where: { migrationId, ...(own === null ? {} : { id: { in: [...own] } }) },
      orderBy: { name: 'asc' },
      select: datasetColumns,
    });
    return rows.map((row) => presentDataset(row));
  },
);
