import { z } from 'zod';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { loadCriteria } from '../document/load-criteria.ts';
import { query } from '../query.ts';
import { presentWaiver, waiverColumns, waiverViewSchema } from './present.ts';

/** Every waiver there ever was, newest first, with where it stands now. */
export const listWaivers = query(
  {
    can: 'migration.read',
    input: inMigrationSchema,
    output: z.array(waiverViewSchema),
  },
  async (tx, ctx) => {
    const { migrationId, actor } = ctx;
    const criteria = new Map((await loadCriteria(tx, migrationId)).map((criterion) => [criterion.id, criterion]));
    const rows = await tx.waiver.findMany({
      where: { migrationId },
      orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
      select: waiverColumns,
    });
    const readerId = actor.type === 'user' ? actor.id : null;
    return rows.map((row) => presentWaiver(row, { now: ctx.now(), readerId, criteria }));
  },
);
