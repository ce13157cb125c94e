import { kindsThat } from '#core/check/kinds.ts';
import { findingsOfRun } from '#core/discrepancy/findings-of-run.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { type Accounts, accountsOf } from '#core/evidence/takes-over.ts';
import type { Finding } from '#core/run/finding.ts';
import { runSchema } from '#core/run/schema.ts';
import { tallyDifferences } from '#core/run/tally.ts';
import { notReplaced, standing } from '../run/standing.ts';
import type { RawTx } from '../scope.ts';
import type { PlacedDataset, PlacedRun } from './insert-groups.ts';
import { placeFindings } from './place-findings.ts';
import { refoldTimelines } from './refold-timelines.ts';

/**
 * What of a run opens groups. A count or checksum that differs does only where no field-level run accounts for it. Judged as of its
 * own watermark, so that the order of arrival decides nothing. Which groups it then stands for is worked out when somebody looks
 * (server/run/list-groups.ts), for the same reason.
 */
export async function keepUnexplained(
  tx: RawTx,
  run: PlacedRun,
  findings: readonly Finding[],
  clockDoubt?: string,
): Promise<Finding[]> {
  const mismatch = findings.find((finding) => finding.class === 'unlocated');
  // Nobody knows whether it was read before or after what would account for it.
  if (!mismatch || clockDoubt !== undefined) return [...findings];
  return (await isAccountedFor(tx, run, mismatch)) ? findings.filter((finding) => finding !== mismatch) : [...findings];
}

/** A complete field-level run that came after the counts it accounts for: they no longer stand for a group of their own. */
export async function accountForMismatches(tx: RawTx, run: PlacedDataset, figures: RunFigures): Promise<string[]> {
  const ids = await dropAccounted(tx, run, [spokenBy(figures)]);
  await refoldTimelines(tx, run.migrationId, ids);
  return ids;
}

/** A time in which counts and checksums of so much are accounted for. */
export type Spoken = { from: string; to: string } & Accounts;

export const spokenBy = (figures: RunFigures): Spoken => ({
  from: figures.asOf,
  to: figures.dueAt,
  ...accountsOf(figures),
});

/** As above, for many runs at once, each by the time it speaks for; the timelines of what is answered are the caller's to fold again. */
export async function dropAccounted(
  tx: RawTx,
  of: Pick<PlacedRun, 'migrationId' | 'datasetId'>,
  spoken: readonly Spoken[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM run_group g USING discrepancy d
    WHERE d.migration_id = ${of.migrationId}::uuid AND d.dataset_id = ${of.datasetId}::uuid AND d.class = 'unlocated'
      AND g.migration_id = d.migration_id AND g.discrepancy_id = d.id AND g.role = 'sighting'
      AND EXISTS (SELECT FROM jsonb_to_recordset(${JSON.stringify(spoken)}::jsonb) AS s ("from" timestamptz, "to" timestamptz, compared bigint, record_count bigint, checksum bigint)
                  WHERE g.as_of BETWEEN s."from" AND s."to" AND coalesce(g.compared_rows, 0) <= s.compared
                    AND g.row_count <= CASE d.field WHEN 'record_count' THEN s.record_count ELSE s.checksum END)
      -- One look-up a row: an anti-join is planned over all runs there are.
      AND (SELECT r.figures ->> 'clockDoubt' FROM run_receipt t
           JOIN run r ON r.migration_id = t.migration_id AND r.run_id = t.run_id AND r.opened_at = t.opened_at
           WHERE t.migration_id = g.migration_id AND t.run_id = g.run_id) IS NULL
    RETURNING d.id`;
  return [...new Set(rows.map(({ id }) => id))];
}

/**
 * Counts and checksums between a watermark and a due time, once the field-level run that accounted for them is withdrawn: what no
 * other one accounts for stands for a group of its own again.
 */
export async function reconsiderMismatches(tx: RawTx, of: PlacedDataset, from: Date, dueAt: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ runId: string; asOf: Date; body: unknown }[]>`
    SELECT r.run_id AS "runId", r.as_of AS "asOf", r.body FROM plan_check c
    JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid
      AND c.kind = ANY (${kindsThat(({ finds }) => finds === 'points')}::text[]) AND r.state = 'completed' AND r.verdict = 'mismatch'
      AND r.as_of >= ${from} AND r.as_of <= ${dueAt}::timestamptz AND ${notReplaced}
      AND NOT EXISTS (SELECT FROM run_group g JOIN discrepancy d ON d.migration_id = g.migration_id AND d.id = g.discrepancy_id
                      WHERE g.migration_id = r.migration_id AND g.run_id = r.run_id AND g.role = 'sighting')`;
  const changed: string[] = [];
  for (const { runId, asOf, body } of rows) {
    const run = runSchema.parse(body);
    const placed = { ...of, runId, asOf, window: run.window, comparedRows: run.coverage.compared };
    const findings = await keepUnexplained(tx, placed, findingsOfRun(run, tallyDifferences([])));
    changed.push(...(await placeFindings(tx, placed, findings, [])));
  }
  return changed;
}

/** Whether a complete field-level run at the same watermark, or an earlier one that is still in time, found what it may come from. */
async function isAccountedFor(tx: RawTx, run: PlacedRun, { field, rowCount }: Finding): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM plan_check c
    JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${run.migrationId}::uuid AND c.dataset_id = ${run.datasetId}::uuid AND c.kind = 'field_level'
      AND r.as_of <= ${run.asOf} AND r.state = 'completed' AND ${standing}
      AND (r.figures ->> 'dueAt')::timestamptz >= ${run.asOf} AND r.verdict IN ('match', 'mismatch')
      AND r.figures ->> 'method' = 'full' AND r.figures ->> 'skippedChunks' = '0' AND r.figures ->> 'clockDoubt' IS NULL
      AND r.figures -> 'window' = 'null'
      AND r.figures -> 'shortfalls' = '[]' AND r.figures #>> '{size,untied}' IS NULL AND r.figures #> '{fields,neverCompared}' = '[]'
      AND NOT jsonb_path_exists(r.figures, '$.larger[*] ? (@.answer == "fewer" || @.answer == "uncounted")')
      AND ${run.comparedRows} <= 2 * greatest((r.figures ->> 'compared')::bigint, (r.figures #>> '{rows,legacy}')::bigint,
                                              (r.figures #>> '{rows,target}')::bigint)
      AND ${rowCount} <= 2 * (
        (r.figures #>> '{rows,missingInTarget}')::bigint + (r.figures #>> '{rows,extraInTarget}')::bigint
        + (r.figures #>> '{rows,duplicateInTarget}')::bigint
        + CASE ${field} WHEN 'record_count' THEN 0 ELSE (r.figures #>> '{rows,modified}')::bigint END)
    LIMIT 1`;
  return rows.length > 0;
}
