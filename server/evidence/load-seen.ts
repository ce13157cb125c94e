import type { LargerFailure } from '#core/evidence/figures.ts';
import { SHOWN_MS } from '#core/evidence/tie-count.ts';
import type { Seen, SizeSeen } from '#core/evidence/witnesses.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { RawTx } from '../scope.ts';
import { believed, carried, countingRows, tiedCount, wholeCount } from './whole.ts';

type OfDataset = { migrationId: string; datasetId: string };
type OfCheck = OfDataset & { checkId: string };

/** The checks of a dataset that say how many rows it has, with their runs: one of a part says that there are no fewer. */
const sizedRuns = ({ migrationId, datasetId }: OfDataset) => Prisma.sql`plan_check c
  JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id AND r.verdict <> 'not_evaluated' AND ${carried}
  WHERE c.migration_id = ${migrationId}::uuid AND c.dataset_id = ${datasetId}::uuid
    AND ${countingRows}`;

const sizes = Prisma.sql`(${wholeCount}) AS "isCount", (${tiedCount}) AS "isBelieved", r.verdict = 'mismatch' AND c.kind = 'record_count' AS failed,
  greatest(
    coalesce(r.figures #>> '{recordCount,legacy}', r.figures #>> '{rows,legacy}', r.figures ->> 'compared')::bigint,
    CASE WHEN r.figures ->> 'method' = 'sample' OR r.figures ->> 'skippedChunks' <> '0' THEN (r.figures ->> 'population')::bigint END
  ) AS legacy,
  (r.figures #> '{recordCount,target}')::bigint AS target`;

type SeenRow = {
  asOf: Date;
  isCount: boolean;
  isBelieved: boolean;
  failed: boolean;
  legacy: bigint;
  target: bigint | null;
};

/** What was seen of a dataset before a count (`seenBefore`), every size once. */
export async function loadSeen(
  tx: RawTx,
  of: OfCheck,
  { asOf, runId, receivedAt }: { asOf: Date; runId: string; receivedAt: Date },
): Promise<Seen[]> {
  const shown = new Date(receivedAt.getTime() - SHOWN_MS);
  const rows = await tx.$queryRaw<SeenRow[]>`
    SELECT max("asOf") AS "asOf", "isCount", failed, legacy, target FROM (
      SELECT r.as_of AS "asOf", ${sizes} FROM ${sizedRuns(of)}
        AND (r.as_of, r.run_id) < (${asOf}, ${runId}::uuid)
        AND r.as_of >= coalesce((
          SELECT r.as_of FROM run r
          WHERE r.migration_id = ${of.migrationId}::uuid AND r.check_id = ${of.checkId}::uuid AND ${wholeCount} AND ${believed}
            AND (r.as_of, r.run_id) < (${asOf}, ${runId}::uuid) AND r.received_at <= ${shown}
          ORDER BY r.as_of DESC LIMIT 1), '-infinity')) AS seen
    GROUP BY "isCount", failed, legacy, target`;
  return rows.map(seenOf);
}

/** How many rows were seen since the first of the failures before a run, oldest first; nothing where there is none. */
export async function loadSizes(
  tx: RawTx,
  of: OfDataset,
  failures: readonly LargerFailure[],
  { asOf, runId }: { asOf: Date; runId: string },
): Promise<SizeSeen[]> {
  const [since] = failures.map((failure) => failure.since).toSorted();
  if (since === undefined) return [];
  const rows = await tx.$queryRaw<PlacedRow[]>`
    SELECT r.run_id AS "runId", r.as_of AS "asOf", r.received_at AS "receivedAt", ${sizes} FROM ${sizedRuns(of)}
      AND r.as_of > ${since}::timestamptz AND (r.as_of, r.run_id) < (${asOf}, ${runId}::uuid)
    ORDER BY r.as_of, r.run_id`;
  return rows.map(({ receivedAt, isCount, isBelieved, ...row }) => ({
    asOf: row.asOf.toISOString(),
    receivedAt: receivedAt.toISOString(),
    isCount,
    isBelieved,
    legacy: Number(row.legacy),
  }));
}

type PlacedRow = SeenRow & { runId: string; receivedAt: Date };

/** What was seen of a dataset from a moment on, and before it as far as counts of then may be held against it; oldest first. */
export async function listSeen(
  tx: RawTx,
  of: OfDataset,
  since: Date,
): Promise<(Seen & { runId: string; receivedAt: string; isCount: boolean })[]> {
  const shown = new Date(since.getTime() - SHOWN_MS);
  const rows = await tx.$queryRaw<PlacedRow[]>`
    SELECT r.run_id AS "runId", r.as_of AS "asOf", r.received_at AS "receivedAt", ${sizes} FROM ${sizedRuns(of)}
      AND r.as_of >= coalesce((
        SELECT r.as_of FROM plan_check c JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
        WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid AND c.kind = 'record_count'
          AND ${wholeCount} AND ${believed} AND r.as_of < ${since} AND r.received_at <= ${shown}
        ORDER BY r.as_of DESC LIMIT 1), '-infinity')
    ORDER BY r.as_of, r.run_id`;
  return rows.map(({ runId, receivedAt, isCount, ...row }) => ({
    ...seenOf({ ...row, isCount }),
    runId,
    receivedAt: receivedAt.toISOString(),
    isCount,
  }));
}

const seenOf = ({ asOf, failed, legacy, target }: SeenRow): Seen => ({
  asOf: asOf.toISOString(),
  legacy: Number(legacy),
  target: target === null ? null : Number(target),
  failed,
});
