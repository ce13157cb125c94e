import type { DiscrepancyStatus } from '#core/discrepancy/schema.ts';
import type { RawTx } from '../scope.ts';

/** A discrepancy as far as placing a run needs it. */
export type KnownGroup = {
  id: string;
  fingerprint: string;
  class: string;
  field: string | null;
  status: DiscrepancyStatus;
  rowCount: number;
  windowFrom: Date | null;
  windowTo: Date | null;
};

/** Groups of a dataset that a run may concern: those it found, and those that are open in a class it looked at. */
export async function listKnownGroups(
  tx: RawTx,
  migrationId: string,
  datasetId: string,
  fingerprints: readonly string[],
  classes: readonly string[],
): Promise<KnownGroup[]> {
  const rows = await tx.$queryRaw<(Omit<KnownGroup, 'rowCount'> & { rowCount: bigint })[]>`
    SELECT id, fingerprint, class, field, status, row_count AS "rowCount", window_from AS "windowFrom", window_to AS "windowTo"
    FROM discrepancy
    WHERE migration_id = ${migrationId}::uuid AND dataset_id = ${datasetId}::uuid
      AND (fingerprint = ANY(${[...fingerprints]}::text[]) OR (class = ANY(${[...classes]}::text[]) AND status <> 'resolved'))`;
  return rows.map((row) => ({ ...row, rowCount: Number(row.rowCount) }));
}

/** Newest watermark that was placed in any of these classes; a run beyond it can only add to the end of their timelines. */
export async function findNewestPlaced(
  tx: RawTx,
  migrationId: string,
  datasetId: string,
  classes: readonly string[],
): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ newest: Date | null }[]>`
    SELECT greatest(
      (SELECT max(last_seen_at) FROM discrepancy
       WHERE migration_id = ${migrationId}::uuid AND dataset_id = ${datasetId}::uuid AND class = ANY(${[...classes]}::text[])),
      (SELECT as_of FROM run_proof
       WHERE migration_id = ${migrationId}::uuid AND dataset_id = ${datasetId}::uuid AND class = ANY(${[...classes]}::text[])
       ORDER BY as_of DESC LIMIT 1)) AS newest`;
  return row?.newest ?? null;
}
