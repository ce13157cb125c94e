import { findingsOfRun } from '#core/discrepancy/findings-of-run.ts';
import { locates, proofsOfRun } from '#core/discrepancy/proofs-of-run.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import type { Run } from '#core/run/schema.ts';
import type { Tally } from '#core/run/tally.ts';
import { accountForMismatches, keepUnexplained } from '../discrepancy/locate-mismatch.ts';
import { placeFindings } from '../discrepancy/place-findings.ts';
import type { PlacedRun } from '../discrepancy/store-sightings.ts';
import { placeEvidence } from '../evidence/place-evidence.ts';
import type { Change } from '../outbox/append-changes.ts';
import { markScenarios } from '../plan/mark-scenarios.ts';
import type { RawTx } from '../scope.ts';
import { type PlannedCheck, placedDataset, rolledCheck } from './planned-check.ts';
import { isSuperseded, withdrawRun } from './supersede-run.ts';

type Finished = { migrationId: string; check: PlannedCheck; run: Run; listed: Tally; figures: RunFigures };

/** One run of a dataset after the other is placed. Taken before anything is read that placing depends on. */
export async function lockDataset(tx: RawTx, datasetId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`evidence of ${datasetId}`}, 0))`;
}

/**
 * The one place where evidence becomes state: rollups of the check, and timelines of the dataset's discrepancies. Part of the
 * transaction that stores the run; the caller holds the dataset's lock.
 */
export async function finishRun(tx: RawTx, finished: Finished): Promise<Omit<Change, 'migrationId'>[]> {
  const { migrationId, check, run } = finished;
  if (run.failure) return [{ topic: 'run', ids: [run.runId] }];
  const withdrawn = run.supersedesRunId ? await withdrawRun(tx, migrationId, check, run.supersedesRunId) : [];
  const superseded = await isSuperseded(tx, migrationId, check.id, run.runId);
  const placed = superseded ? [] : await placeRun(tx, finished);
  const changed = [...new Set([...withdrawn, ...placed])];
  return [
    { topic: 'run', ids: [run.runId] },
    { topic: 'verdict', ids: [] },
    ...(changed.length > 0 ? [{ topic: 'discrepancy' as const, ids: changed }] : []),
  ];
}

async function placeRun(tx: RawTx, { migrationId, check, run, listed, figures }: Finished): Promise<string[]> {
  await placeEvidence(tx, rolledCheck(migrationId, check), figures);
  if (run.kind === 'scenario') {
    const believed = figures.clockDoubt ? { ...run, scenarios: run.scenarios.filter(isFailed) } : run;
    await markScenarios(tx, {
      migrationId,
      run: believed,
      at: new Date(figures.asOf),
      receivedAt: new Date(figures.receivedAt),
    });
  }
  const placed: PlacedRun = {
    ...placedDataset(migrationId, check),
    runId: run.runId,
    asOf: new Date(figures.asOf),
    window: run.window,
    comparedRows: run.coverage.compared,
  };
  // A window explains nothing of what was counted outside of it.
  const takesOver = run.kind === 'field_level' && run.window === null && locates(figures);
  const accounted = takesOver ? await accountForMismatches(tx, placed, figures.dueAt) : [];
  const findings = await keepUnexplained(tx, placed, findingsOfRun(run, listed), figures.clockDoubt);
  return [...accounted, ...(await placeFindings(tx, placed, findings, proofsOfRun(run, figures)))];
}

const isFailed = ({ result }: { result: string }) => result === 'failed';
