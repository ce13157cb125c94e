import { criticalitySchema } from '#core/dataset/schema.ts';
import { type Proof, proofsOfRun, takesOver } from '#core/discrepancy/proofs-of-run.ts';
import type { Severity } from '#core/discrepancy/schema.ts';
import { severityOfCriticality } from '#core/discrepancy/severity.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { metricPointSchema } from '#core/metrics/schema.ts';
import { type Run, runSchema } from '#core/run/schema.ts';
import { accountForMismatches, reconsiderMismatches } from '../discrepancy/locate-mismatch.ts';
import { refoldTimelines } from '../discrepancy/refold-timelines.ts';
import { insertProofsOf, type PlacedDataset } from '../discrepancy/store-sightings.ts';
import { replaceDays } from '../evidence/place-evidence.ts';
import { retieSince } from '../evidence/retie-runs.ts';
import { onePerMinute, storeMinutes } from '../evidence/store-minutes.ts';
import { isFailed } from '../ingest/finish-run.ts';
import { withdrawFindings } from '../ingest/supersede-run.ts';
import { markScenarios } from '../plan/mark-scenarios.ts';
import { standing } from '../run/standing.ts';
import type { RawTx } from '../scope.ts';
import { type LateMinuteRow, type LatePart, listMinutes, listParts } from './list-parts.ts';

const RUNS_AT_ONCE = 500;

/**
 * Lets everything that waited count, at once: as if it had come in time, in whatever order. In bulk, for an agent that was away for days
 * brings ten thousands of results. The caller holds the locks of the datasets, and has accepted the parts.
 */
export async function placeLate(tx: RawTx, migrationId: string, lateId: string, timeZone: string): Promise<void> {
  const parts = await listParts(tx, migrationId, lateId);
  const corrections = parts.flatMap(({ part, old }) => (part === 'correction' && old ? [old] : []));
  for (const old of corrections) await withdrawFindings(tx, migrationId, old.runId);
  await placeRollups(tx, migrationId, parts, timeZone);
  const late = parts.filter(({ part }) => part === 'evidence');
  for (let at = 0; at < late.length; at += RUNS_AT_ONCE) {
    await placeProofs(
      tx,
      migrationId,
      late.slice(at, at + RUNS_AT_ONCE).map(({ runId }) => runId),
    );
  }
  for (const { old, datasetId } of parts) {
    if (!old || !takesOver(old)) continue;
    await reconsiderMismatches(tx, await getPlaced(tx, migrationId, datasetId), new Date(old.asOf), old.dueAt);
  }
  await refoldFrom(tx, migrationId, parts);
  for (const [datasetId, own] of Map.groupBy(parts, ({ datasetId }) => datasetId)) {
    await retieSince(tx, { migrationId, datasetId, timeZone }, oldestOf(own));
  }
  await placeMinutes(tx, migrationId, await listMinutes(tx, migrationId, lateId));
}

/** Every day that a run of it belongs to, and the days of the runs they take the place of. */
async function placeRollups(
  tx: RawTx,
  migrationId: string,
  parts: readonly LatePart[],
  timeZone: string,
): Promise<void> {
  for (const [checkId, own] of Map.groupBy(parts, ({ checkId }) => checkId)) {
    const days = new Set(own.flatMap(({ part, day, old }) => (part === 'evidence' ? [day] : old ? [old.day] : [])));
    await replaceDays(tx, { migrationId, checkId, timeZone }, [...days].sort());
  }
}

type LateRun = { datasetId: string; asOf: Date; receivedAt: Date; body: unknown; figures: RunFigures };

/** What runs prove gone, what they account for, and the scenarios they passed. One that another run has replaced says nothing. */
async function placeProofs(tx: RawTx, migrationId: string, runIds: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<LateRun[]>`
    SELECT r.dataset_id AS "datasetId", r.as_of AS "asOf", r.received_at AS "receivedAt", r.body, r.figures
    FROM run_receipt t JOIN run r ON r.migration_id = t.migration_id AND r.run_id = t.run_id AND r.opened_at = t.opened_at
    WHERE t.migration_id = ${migrationId}::uuid AND t.run_id = ANY(${[...runIds]}::uuid[]) AND ${standing}
    ORDER BY r.as_of, r.run_id`;
  const proofs: (Proof & { run: Run; datasetId: string; asOf: Date })[] = [];
  for (const { datasetId, asOf, receivedAt, body, figures } of rows) {
    const run = runSchema.parse(body);
    for (const proof of proofsOfRun(run, figures)) proofs.push({ ...proof, run, datasetId, asOf });
    if (run.kind === 'scenario' && figures.clockDoubt === undefined) {
      const passed = { ...run, scenarios: run.scenarios.filter((scenario) => !isFailed(scenario)) };
      await markScenarios(tx, { migrationId, run: passed, at: asOf, receivedAt });
    }
    if (takesOver(figures)) {
      const placed = await getPlaced(tx, migrationId, datasetId);
      await accountForMismatches(
        tx,
        { ...placed, runId: run.runId, asOf, window: run.window, comparedRows: 0 },
        figures.dueAt,
      );
    }
  }
  await insertProofsOf(
    tx,
    migrationId,
    proofs.map(({ run: { runId, window }, datasetId, asOf, ...proof }) => ({
      ...proof,
      runId,
      window,
      datasetId,
      asOf,
    })),
  );
}

async function getPlaced(tx: RawTx, migrationId: string, datasetId: string): Promise<PlacedDataset> {
  const [row] = await tx.$queryRaw<{ name: string; criticality: string }[]>`
    SELECT name, criticality FROM dataset WHERE migration_id = ${migrationId}::uuid AND id = ${datasetId}::uuid`;
  if (!row) throw new Error('The dataset of a run is not there.');
  const severity: Severity = severityOfCriticality[criticalitySchema.parse(row.criticality)];
  return { migrationId, datasetId, datasetName: row.name, severity };
}

/** Timelines of all that was open when the oldest of these runs was read, or later. */
async function refoldFrom(tx: RawTx, migrationId: string, parts: readonly LatePart[]): Promise<void> {
  for (const [datasetId, own] of Map.groupBy(parts, ({ datasetId }) => datasetId)) {
    const from = oldestOf(own);
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT d.id FROM discrepancy d
      JOIN discrepancy_span s ON s.migration_id = d.migration_id AND s.discrepancy_id = d.id
      WHERE d.migration_id = ${migrationId}::uuid AND d.dataset_id = ${datasetId}::uuid AND (s.to_at IS NULL OR s.to_at >= ${from})`;
    await refoldTimelines(
      tx,
      migrationId,
      rows.map(({ id }) => id),
    );
  }
}

function oldestOf(parts: readonly LatePart[]): Date {
  return new Date(
    Math.min(...parts.flatMap(({ asOf, old }) => [asOf.getTime(), ...(old ? [Date.parse(old.asOf)] : [])])),
  );
}

async function placeMinutes(tx: RawTx, migrationId: string, rows: readonly LateMinuteRow[]): Promise<void> {
  for (const [receivedAt, own] of Map.groupBy(rows, (row) => row.receivedAt.getTime())) {
    const points = own.map(({ point }) => metricPointSchema.parse(point));
    await storeMinutes(tx, migrationId, onePerMinute(points), new Date(receivedAt));
  }
}
