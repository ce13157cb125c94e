import { type CheckKind, kindOf } from '#core/check/kinds.ts';
import type { Tx } from '../scope.ts';

type GroupRow = {
  discrepancyId: string;
  number: number;
  class: string;
  field: string | null;
  rowCount: bigint;
  estimated: boolean;
};

/**
 * The discrepancies a run found. One that only counts finds none itself: where it differs and a field-level run accounts for it, those
 * that were open at its watermark stand here, as they had been seen until then. Asked, not stored, so that it follows whatever arrives
 * late.
 */
export async function listGroups(
  tx: Tx,
  migrationId: string,
  {
    runId,
    kind,
    verdict,
    supersededBy,
  }: { runId: string; kind: CheckKind; verdict: string; supersededBy: string | null },
) {
  const found = await listFound(tx, migrationId, runId);
  const classes = kindOf(kind).accountedBy;
  const counts = verdict === 'mismatch' && supersededBy === null && classes.length > 0 && found.length === 0;
  return counts ? await listOpenThen(tx, migrationId, runId, classes) : found;
}

async function listFound(tx: Tx, migrationId: string, runId: string) {
  const rows = await tx.$queryRaw<GroupRow[]>`
    SELECT g.discrepancy_id AS "discrepancyId", s.number, s.class, s.field, g.row_count AS "rowCount", g.estimated
    FROM run_group g
    JOIN discrepancy s ON s.migration_id = g.migration_id AND s.id = g.discrepancy_id
    WHERE g.migration_id = ${migrationId}::uuid AND g.run_id = ${runId}::uuid AND g.role = 'sighting'
    ORDER BY s.severity_rank, g.row_count DESC, s.number`;
  return rows.map(presentGroup);
}

async function listOpenThen(tx: Tx, migrationId: string, runId: string, classes: readonly string[]) {
  const rows = await tx.$queryRaw<GroupRow[]>`
    SELECT s.id AS "discrepancyId", s.number, s.class, s.field, seen.row_count AS "rowCount", seen.estimated
    FROM run r
    JOIN discrepancy s ON s.migration_id = r.migration_id AND s.dataset_id = r.dataset_id AND s.class = ANY(${[...classes]}::text[])
    JOIN LATERAL (
      SELECT g.row_count, g.estimated FROM run_group g
      WHERE g.migration_id = s.migration_id AND g.discrepancy_id = s.id AND g.role = 'sighting' AND g.as_of <= r.as_of
      ORDER BY g.as_of DESC, g.run_id DESC LIMIT 1) seen ON true
    WHERE r.migration_id = ${migrationId}::uuid AND r.run_id = ${runId}::uuid
      AND EXISTS (SELECT FROM discrepancy_span p WHERE p.migration_id = s.migration_id AND p.discrepancy_id = s.id
                  AND p.from_at <= r.as_of AND (p.to_at IS NULL OR p.to_at > r.as_of))
    ORDER BY s.severity_rank, seen.row_count DESC, s.number`;
  return rows.map(presentGroup);
}

const presentGroup = (row: GroupRow) => ({ ...row, rowCount: Number(row.rowCount) });
