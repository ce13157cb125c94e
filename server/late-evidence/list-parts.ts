import type { RunFigures } from '#core/evidence/figures.ts';
import type { Run } from '#core/run/schema.ts';
import type { RawTx } from '../scope.ts';

/** A run of which something waits, or waited, with where it belongs. */
export type LatePart = {
  runId: string;
  part: 'evidence' | 'correction';
  reason: string;
  checkId: string;
  datasetId: string;
  datasetName: string;
  kind: Run['kind'];
  asOf: Date;
  day: string;
  text: string;
  /** correction: the run it takes the place of, as it stood. */
  old: RunFigures | null;
};

/** Everything of runs in what a key sent on a day, oldest watermark first. */
export async function listParts(tx: RawTx, migrationId: string, lateId: string): Promise<LatePart[]> {
  return await tx.$queryRaw<LatePart[]>`
    SELECT l.run_id AS "runId", l.part, l.reason, r.check_id AS "checkId", r.dataset_id AS "datasetId", d.name AS "datasetName",
           r.kind, r.as_of AS "asOf", r.day::text AS day, r.text, old.figures AS old
    FROM late_run l
    JOIN run_receipt t ON t.migration_id = l.migration_id AND t.run_id = l.run_id
    JOIN run r ON r.migration_id = t.migration_id AND r.run_id = t.run_id AND r.opened_at = t.opened_at
    JOIN dataset d ON d.migration_id = r.migration_id AND d.id = r.dataset_id
    LEFT JOIN run_receipt was ON l.part = 'correction' AND was.migration_id = t.migration_id AND was.run_id = t.supersedes_run_id
    LEFT JOIN run old ON old.migration_id = was.migration_id AND old.run_id = was.run_id AND old.opened_at = was.opened_at
    WHERE l.migration_id = ${migrationId}::uuid AND l.late_id = ${lateId}::uuid
    ORDER BY r.as_of, r.run_id`;
}

export type LateMinuteRow = { checkId: string; datasetId: string; at: Date; receivedAt: Date; point: unknown };

export async function listMinutes(tx: RawTx, migrationId: string, lateId: string): Promise<LateMinuteRow[]> {
  return await tx.$queryRaw<LateMinuteRow[]>`
    SELECT m.check_id AS "checkId", c.dataset_id AS "datasetId", m.at, m.received_at AS "receivedAt", m.point
    FROM late_minute m JOIN plan_check c ON c.migration_id = m.migration_id AND c.id = m.check_id
    WHERE m.migration_id = ${migrationId}::uuid AND m.late_id = ${lateId}::uuid ORDER BY m.at, m.check_id`;
}
