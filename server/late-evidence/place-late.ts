import { criticalitySchema } from '#core/dataset/schema.ts';
import { type Severity, severityOfCriticality } from '#core/discrepancy/severity.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { proofsOfRun } from '#core/evidence/proofs-of-run.ts';
import { takesOver } from '#core/evidence/takes-over.ts';
import { metricPointSchema } from '#core/metrics/schema.ts';
import { isFailed, scenariosSaid } from '#core/run/looks-at-all.ts';
import { runSchema } from '#core/run/schema.ts';
import { insertProofsOf, type PlacedDataset } from '../discrepancy/insert-groups.ts';
import { refoldTimelines } from '../discrepancy/refold-timelines.ts';
import { rejudgeMismatches } from '../discrepancy/rejudge-mismatches.ts';
import { replaceDays } from '../evidence/place-evidence.ts';
import { type Retied, retieInBulk } from '../evidence/retie-in-bulk.ts';
import { onePerMinute, storeMinutes } from '../evidence/store-minutes.ts';
import { withdrawFindings } from '../ingest/withdraw-run.ts';
import { markScenarios } from '../mark/mark-scenarios.ts';
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
  for (const { part, old } of parts)
    if (part === 'correction' && old) await withdrawFindings(tx, migrationId, old.runId);
  for (const [datasetId, own] of Map.groupBy(parts, ({ datasetId }) => datasetId)) {
    await placeDataset(tx, { migrationId, datasetId, timeZone }, own);
  }
  await placeMinutes(tx, migrationId, await listMinutes(tx, migrationId, lateId));
}

type Of = { migrationId: string; datasetId: string; timeZone: string };

async function placeDataset(tx: RawTx, of: Of, parts: readonly LatePart[]): Promise<void> {
  const { migrationId, datasetId } = of;
  const late = new Set(parts.flatMap(({ part, runId }) => (part === 'evidence' ? [runId] : [])));
  const retied = await retieInBulk(tx, of, oldestOf(parts));
  await placeRollups(tx, of, parts, retied);
  const before = new Map(retied.flatMap(({ runId, before }) => (late.has(runId) ? [] : [[runId, before]])));
  const runIds = [...new Set([...late, ...before.keys()])];
  const scans: RunFigures[] = [];
  for (let at = 0; at < runIds.length; at += RUNS_AT_ONCE) {
    scans.push(...(await placeProofs(tx, of, runIds.slice(at, at + RUNS_AT_ONCE), late)));
  }
  const silenced = retied.flatMap(({ runId, before, after }) =>
    !late.has(runId) && takesOver(before) && !takesOver(after) ? [before] : [],
  );
  const olds = parts.flatMap(({ part, old }) => (part === 'correction' && old && takesOver(old) ? [old] : []));
  const said = [...scans, ...silenced, ...olds];
  if (said.length > 0) {
    const placed = await getPlaced(tx, migrationId, datasetId);
    for (const { asOf } of said) await rejudgeMismatches(tx, placed, new Date(asOf));
  }
  const moments = [oldestOf(parts), ...retied.map(({ asOf }) => asOf)].map((at) => at.getTime());
  await refoldFrom(tx, of, new Date(Math.min(...moments)));
}

/** Every day that a run of it belongs to, of the runs they take the place of, and of those that are other ones by now. */
async function placeRollups(
  tx: RawTx,
  { migrationId, timeZone }: Of,
  parts: readonly LatePart[],
  retied: readonly Retied[],
): Promise<void> {
  const days = [
    ...parts.flatMap(({ checkId, part, day, old }) =>
      part === 'evidence' ? [{ checkId, day }] : old ? [{ checkId, day: old.day }] : [],
    ),
    ...retied.map(({ checkId, after }) => ({ checkId, day: after.day })),
  ];
  for (const [checkId, own] of Map.groupBy(days, (one) => one.checkId)) {
    await replaceDays(tx, { migrationId, checkId, timeZone }, [...new Set(own.map(({ day }) => day))].sort());
  }
}

type LateRun = { runId: string; asOf: Date; receivedAt: Date; body: unknown; figures: RunFigures };

/**
 * What runs prove gone, and the scenarios that late ones passed. One that another run has replaced says nothing. Gives those that account
 * for what was counted.
 */
async function placeProofs(
  tx: RawTx,
  { migrationId, datasetId }: Of,
  runIds: readonly string[],
  late: ReadonlySet<string>,
): Promise<RunFigures[]> {
  await tx.$executeRaw`
    DELETE FROM run_proof WHERE migration_id = ${migrationId}::uuid AND run_id = ANY(${[...runIds]}::uuid[])`;
  const rows = await tx.$queryRaw<LateRun[]>`
    SELECT r.run_id AS "runId", r.as_of AS "asOf", r.received_at AS "receivedAt", r.body, r.figures
    FROM run_receipt t JOIN run r ON r.migration_id = t.migration_id AND r.run_id = t.run_id AND r.opened_at = t.opened_at
    WHERE t.migration_id = ${migrationId}::uuid AND t.run_id = ANY(${[...runIds]}::uuid[]) AND ${standing}
    ORDER BY r.as_of, r.run_id`;
  const proofs: Parameters<typeof insertProofsOf>[2][number][] = [];
  for (const { runId, asOf, receivedAt, body, figures } of rows) {
    const run = runSchema.parse(body);
    for (const proof of proofsOfRun(run, figures))
      proofs.push({ ...proof, runId, window: run.window, datasetId, asOf });
    if (run.kind === 'scenario' && late.has(runId) && figures.clockDoubt === undefined) {
      const passed = { ...run, scenarios: scenariosSaid(run, true).filter((scenario) => !isFailed(scenario)) };
      await markScenarios(tx, { migrationId, run: passed, at: asOf, receivedAt });
    }
  }
  await insertProofsOf(tx, migrationId, proofs);
  return rows.flatMap(({ figures }) => (takesOver(figures) ? [figures] : []));
}

async function getPlaced(tx: RawTx, migrationId: string, datasetId: string): Promise<PlacedDataset> {
  const [row] = await tx.$queryRaw<{ name: string; criticality: string }[]>`
    SELECT name, criticality FROM dataset WHERE migration_id = ${migrationId}::uuid AND id = ${datasetId}::uuid`;
  if (!row) throw new Error('The dataset of a run is not there.');
  const severity: Severity = severityOfCriticality[criticalitySchema.parse(row.criticality)];
  return { migrationId, datasetId, datasetName: row.name, severity };
}

/** Timelines of all that was open at a moment, or later. */
async function refoldFrom(tx: RawTx, { migrationId, datasetId }: Of, from: Date): Promise<void> {
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
