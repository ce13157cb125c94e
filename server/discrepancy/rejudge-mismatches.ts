import { kindsThat } from '#core/check/kinds.ts';
import { findingsOfRun } from '#core/discrepancy/findings-of-run.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { accountsOf } from '#core/evidence/takes-over.ts';
import type { Finding } from '#core/run/finding.ts';
import { runSchema } from '#core/run/schema.ts';
import { tallyDifferences } from '#core/run/tally.ts';
import { msOf } from '#core/time/instant.ts';
import { Prisma } from '#prisma/generated/client.ts';
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

/**
 * Judges again the counts and checksums for which a field-level run is the newest complete one, once it has come, says something else or is
 * withdrawn: those from its watermark up to the next one. What nothing accounts for any more stands for a group of its own, and the other
 * way round. Gives the ids of discrepancies that changed.
 */
export async function rejudgeMismatches(tx: RawTx, of: PlacedDataset, from: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ runId: string; asOf: Date; body: unknown; isSeen: boolean }[]>`
    SELECT r.run_id AS "runId", r.as_of AS "asOf", r.body,
      EXISTS (SELECT FROM run_group g JOIN discrepancy d ON d.migration_id = g.migration_id AND d.id = g.discrepancy_id
              WHERE g.migration_id = r.migration_id AND g.run_id = r.run_id AND g.role = 'sighting') AS "isSeen"
    FROM plan_check c
    JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
    WHERE c.migration_id = ${of.migrationId}::uuid AND c.dataset_id = ${of.datasetId}::uuid
      AND c.kind = ANY (${kindsThat(({ finds }) => finds === 'points')}::text[]) AND r.state = 'completed' AND r.verdict = 'mismatch'
      AND r.figures ->> 'clockDoubt' IS NULL AND r.as_of >= ${from} AND ${notReplaced}
      AND r.as_of < coalesce((${completeScans(of)} AND r.as_of > ${from} ORDER BY r.as_of LIMIT 1), 'infinity')`;
  const changed: string[] = [];
  for (const { runId, asOf, body, isSeen } of rows) {
    const run = runSchema.parse(body);
    const placed = { ...of, runId, asOf, window: run.window, comparedRows: run.coverage.compared };
    const found = findingsOfRun(run, tallyDifferences([]));
    const findings = await keepUnexplained(tx, placed, found);
    if (isSeen && findings.length < found.length) changed.push(...(await dropSighting(tx, placed)));
    if (!isSeen) changed.push(...(await placeFindings(tx, placed, findings, [])));
  }
  return changed;
}

async function dropSighting(tx: RawTx, { migrationId, runId }: PlacedRun): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM run_group WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid AND role = 'sighting'
    RETURNING discrepancy_id AS id`;
  const ids = rows.map(({ id }) => id);
  await refoldTimelines(tx, migrationId, ids);
  return ids;
}

/** Whether the newest complete field-level run, at the same watermark or before it, is still in time and found what it may come from. */
async function isAccountedFor(tx: RawTx, run: PlacedRun, { field, rowCount }: Finding): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ figures: RunFigures }[]>`
    SELECT r.figures ${fromScans(run)} AND r.as_of <= ${run.asOf} ORDER BY r.as_of DESC, r.run_id DESC LIMIT 1`;
  if (!row || msOf(row.figures.dueAt) < run.asOf.getTime()) return false;
  const { compared, record_count, checksum } = accountsOf(row.figures);
  return run.comparedRows <= compared && rowCount <= (field === 'record_count' ? record_count : checksum);
}

const completeScans = (of: PlacedDataset) => Prisma.sql`SELECT r.as_of ${fromScans(of)}`;

/** As `takesOver` says. */
const fromScans = ({ migrationId, datasetId }: PlacedDataset) => Prisma.sql`
  FROM plan_check c
  JOIN run r ON r.migration_id = c.migration_id AND r.check_id = c.id
  WHERE c.migration_id = ${migrationId}::uuid AND c.dataset_id = ${datasetId}::uuid AND c.kind = 'field_level'
    AND r.state = 'completed' AND ${standing} AND r.verdict IN ('match', 'mismatch')
    AND r.figures ->> 'method' = 'full' AND r.figures ->> 'skippedChunks' = '0' AND r.figures ->> 'clockDoubt' IS NULL
    AND r.figures -> 'window' = 'null'
    AND r.figures -> 'shortfalls' = '[]' AND r.figures #>> '{size,untied}' IS NULL AND r.figures #> '{fields,neverCompared}' = '[]'
    AND NOT jsonb_path_exists(r.figures, '$.larger[*] ? (@.answer == "fewer" || @.answer == "uncounted")')`;
