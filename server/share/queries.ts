import { z } from 'zod';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { shareViewSchema } from '#core/share/schema.ts';
import { query } from '../query.ts';
import { presentShare, shareColumns } from './present.ts';

/** Links are made by hand, a few a month. */
const MAX_LINKS = 200;
const SHOWN_VISITS = 10;

/** Links of a migration, newest first, and who looked through them. */
export const listShares = query(
  {
    can: 'share.edit',
    input: inMigrationSchema,
    output: z.array(shareViewSchema),
  },
  async (tx, ctx) => {
    const { migrationId } = ctx;
    const rows = await tx.shareLink.findMany({
      where: { migrationId },
      orderBy: { id: 'desc' },
      take: MAX_LINKS,
      select: shareColumns,
    });
    const counted = await tx.shareVisit.groupBy({ by: ['linkId'], where: { migrationId }, _count: true });
    const visitsOf = new Map(counted.map(({ linkId, _count }) => [linkId, _count]));
    return await Promise.all(
      rows.map(async (row) => {
        const newest = await tx.shareVisit.findMany({
          where: { migrationId, linkId: row.id },
          orderBy: { at: 'desc' },
          take: SHOWN_VISITS,
          select: { at: true, page: true, address: true },
        });
        const lastVisits = newest.map(({ at, page, address }) => ({ at: at.toISOString(), call: page, address }));
        return presentShare(row, { visits: visitsOf.get(row.id) ?? 0, lastVisits }, ctx.now());
      }),
    );
  },
);
