import { z } from 'zod';
import { uuidSchema } from '#core/schema-parts.ts';
import { ownDatasets } from '../actor.ts';
import { query } from '../query.ts';
import { checkColumns, checkViewSchema, presentCheck } from './present.ts';

export const listChecks = query(
  {
    can: 'migration.read',
    narrows: true,
    input: z.strictObject({ migrationId: uuidSchema, datasetId: uuidSchema.optional() }),
    output: z.array(checkViewSchema),
  },
  async (tx, { migrationId, actor }, { datasetId }) => {
    const own = ownDatasets(actor);
    const where = {
      migrationId,
      ...(datasetId === undefined ? {} : { datasetId }),
      ...(own === null ? {} : { AND: { datasetId: { in: [...own] } } }),
    };
    const rows = await tx.check.findMany({ where, orderBy: { id: 'asc' }, select: checkColumns });
    return rows.map((row) => presentCheck(row));
  },
);
