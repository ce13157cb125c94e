import { z } from 'zod';
import type { DifferenceView } from '#core/discrepancy/schema.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { pageCursor } from '../page-cursor.ts';
import type { Tx } from '../scope.ts';
import { type DifferenceRow, presentDifference } from './present.ts';

const SAMPLES_A_PAGE = 50;
const cursor = pageCursor(z.tuple([z.int(), z.int()]));

type Group = { lastRunId: string; class: string; field: string | null; columnOrder: string[] };

/** Differences of a group in the newest run that saw it, in the order the agent sent them. */
export async function listSamples(
  tx: Tx,
  migrationId: string,
  group: Group,
  from: string | null | undefined,
): Promise<{ items: DifferenceView[]; nextCursor: string | null }> {
  const after = cursor.read(from);
  const beyond = after ? Prisma.sql`AND (f.chunk, f.ordinal) > (${after[0]}::int, ${after[1]}::int)` : Prisma.empty;
  const rows = await tx.$queryRaw<DifferenceRow[]>`
    SELECT f.run_id AS "runId", f.chunk, f.ordinal, f.key, f.field, f.legacy, f.target, f.money::text AS money, f.state,
           f.observed_at AS "observedAt"
    FROM run_receipt r
    JOIN difference f ON f.migration_id = r.migration_id AND f.run_id = r.run_id AND f.opened_at = r.opened_at
    WHERE r.migration_id = ${migrationId}::uuid AND r.run_id = ${group.lastRunId}::uuid
      AND f.class = ${group.class} AND f.field IS NOT DISTINCT FROM ${group.field} AND f.state = 'confirmed' ${beyond}
    ORDER BY f.chunk, f.ordinal LIMIT ${SAMPLES_A_PAGE + 1}`;
  const page = rows.slice(0, SAMPLES_A_PAGE);
  const last = rows.length > SAMPLES_A_PAGE ? page.at(-1) : undefined;
  return {
    items: page.map((row) => presentDifference(row, group.columnOrder)),
    nextCursor: last ? cursor.write([last.chunk, last.ordinal]) : null,
  };
}
