import { z } from 'zod';
import { listChecksSchema } from '#core/check/schema.ts';
import { ownDatasets } from '../actor.ts';
import { checkColumns, checkViewSchema, presentCheck } from '../document/present-check.ts';
import { query } from '../query.ts';

export const listChecks = query(
  {
    can: 'migration.read',
    narrows: true,
    input: listChecksSchema,
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
