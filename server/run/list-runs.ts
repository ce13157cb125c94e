import { z } from 'zod';
import { listRunsSchema, runPageSchema } from '#core/evidence/schema.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { ownDatasets } from '../actor.ts';
import { pageCursor } from '../page-cursor.ts';
import { query } from '../query.ts';
import { runColumns } from './columns.ts';
import { presentRun, type RunRow } from './present.ts';

const cursor = pageCursor(z.tuple([z.iso.datetime(), z.guid()]));

/** Runs of a migration, newest first, whatever became of them. */
export const listRuns = query(
  {
    can: 'evidence.read',
    narrows: true,
    input: listRunsSchema,
    output: runPageSchema,
  },
  async (tx, ctx, input) => {
    const own = ownDatasets(ctx.actor);
    const after = cursor.read(input.cursor);
    const where = [
      Prisma.sql`r.migration_id = ${ctx.migrationId}::uuid`,
      ...(input.checkId ? [Prisma.sql`r.check_id = ${input.checkId}::uuid`] : []),
      ...(input.datasetId ? [Prisma.sql`r.dataset_id = ${input.datasetId}::uuid`] : []),
      ...(own ? [Prisma.sql`r.dataset_id = ANY(${[...own]}::uuid[])`] : []),
      ...(input.state ? [Prisma.sql`r.state = ${input.state}`] : []),
      ...(after ? [Prisma.sql`(r.opened_at, r.run_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
    ];
    const rows = await tx.$queryRaw<RunRow[]>`
      SELECT ${runColumns}
      FROM run r JOIN dataset d ON d.migration_id = r.migration_id AND d.id = r.dataset_id
      WHERE ${Prisma.join(where, ' AND ')}
      ORDER BY r.opened_at DESC, r.run_id DESC LIMIT ${input.limit + 1}`;
    const page = rows.slice(0, input.limit);
    const last = rows.length > input.limit ? page.at(-1) : undefined;
    return {
      items: page.map(presentRun),
      nextCursor: last ? cursor.write([last.openedAt.toISOString(), last.runId]) : null,
    };
  },
);
