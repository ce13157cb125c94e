import { z } from 'zod';
import { discrepancyPageSchema, listDiscrepanciesSchema } from '#core/discrepancy/schema.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { ownDatasets } from '../actor.ts';
import { pageCursor } from '../page-cursor.ts';
import { query } from '../query.ts';
import type { Tx } from '../scope.ts';
import { discrepancyColumns, discrepancySource } from './columns.ts';
import { type DiscrepancyRow, presentDiscrepancy } from './present.ts';

/** Severity and number: neither changes by itself, so a page never loses its place while runs come in. */
const cursor = pageCursor(z.tuple([z.int(), z.int()]));

/** Groups of differences, worst severity first, newest number first within it. */
export const listDiscrepancies = query(
  {
    can: 'evidence.read',
    narrows: true,
    input: listDiscrepanciesSchema,
    output: discrepancyPageSchema,
  },
  async (tx, ctx, input) => {
    const own = ownDatasets(ctx.actor);
    const after = cursor.read(input.cursor);
    const where = [
      Prisma.sql`s.migration_id = ${ctx.migrationId}::uuid`,
      ...(input.view === 'all' ? [] : [Prisma.sql`s.view = ${input.view}`]),
      ...(input.datasetId ? [Prisma.sql`s.dataset_id = ${input.datasetId}::uuid`] : []),
      ...(own ? [Prisma.sql`s.dataset_id = ANY(${[...own]}::uuid[])`] : []),
      ...(input.severity ? [Prisma.sql`s.severity = ${input.severity}`] : []),
      ...(input.class ? [Prisma.sql`s.class = ${input.class}`] : []),
      ...(input.search ? [matching(input.search)] : []),
      ...(after
        ? [Prisma.sql`(s.severity_rank > ${after[0]} OR (s.severity_rank = ${after[0]} AND s.number < ${after[1]}))`]
        : []),
    ];
    const rows = await tx.$queryRaw<DiscrepancyRow[]>`
      SELECT ${discrepancyColumns} FROM ${discrepancySource}
      WHERE ${Prisma.join(where, ' AND ')}
      ORDER BY s.severity_rank, s.number DESC LIMIT ${input.limit + 1}`;
    const page = rows.slice(0, input.limit);
    const last = rows.length > input.limit ? page.at(-1) : undefined;
    return {
      items: page.map(presentDiscrepancy),
      counts: await countViews(tx, ctx.migrationId, own),
      suspectedRows: await countSuspectedRows(tx, ctx.migrationId, own),
      nextCursor: last ? cursor.write([last.severityRank, last.number]) : null,
    };
  },
);

/** "D-52" and "52" name a number; anything else is looked for in the title and the dataset's name. */
function matching(search: string): Prisma.Sql {
  const number = /^(?:d-)?(\d{1,9})$/i.exec(search)?.[1];
  if (number !== undefined) return Prisma.sql`s.number = ${Number(number)}`;
  const like = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`(s.title ILIKE ${like} OR d.name ILIKE ${like})`;
}

/** Null: all of them. */
const ofDatasets = (column: Prisma.Sql, ids: readonly string[] | null): Prisma.Sql =>
  ids === null ? Prisma.sql`true` : Prisma.sql`${column} = ANY(${[...ids]}::uuid[])`;

async function countViews(tx: Tx, migrationId: string, own: readonly string[] | null) {
  const rows = await tx.$queryRaw<{ view: string; count: bigint }[]>`
    SELECT view, count(*) AS count FROM discrepancy
    WHERE migration_id = ${migrationId}::uuid AND ${ofDatasets(Prisma.sql`dataset_id`, own)} GROUP BY view`;
  const count = (view: string) => Number(rows.find((row) => row.view === view)?.count ?? 0);
  return { open: count('open'), resolved: count('resolved'), archived: count('archived') };
}

/** Rows of the newest runs that are not yet re-read. A suspected pair stands on both sides, hence the larger of the two. */
export async function countSuspectedRows(
  tx: Tx,
  migrationId: string,
  own: readonly string[] | null = null,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ rows: bigint }[]>`
    SELECT coalesce(sum(greatest(
      (figures #>> '{rows,suspectedLegacy}')::bigint, (figures #>> '{rows,suspectedTarget}')::bigint)), 0)::bigint AS rows
    FROM check_latest l
    JOIN plan_check c ON c.migration_id = l.migration_id AND c.id = l.check_id AND c.enabled
    WHERE l.migration_id = ${migrationId}::uuid AND c.kind = 'field_level' AND ${ofDatasets(Prisma.sql`c.dataset_id`, own)}`;
  return Number(row?.rows ?? 0);
}
