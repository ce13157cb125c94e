import { findingsOfRun } from '#core/discrepancy/findings-of-run.ts';
import { proofsOfRun } from '#core/evidence/proofs-of-run.ts';
import { takesOver } from '#core/evidence/takes-over.ts';
import { scenariosSaid } from '#core/run/looks-at-all.ts';
import type { Tally } from '#core/run/tally.ts';
import type { PlacedRun } from '../discrepancy/insert-groups.ts';
import { placeFindings } from '../discrepancy/place-findings.ts';
import { keepUnexplained, rejudgeMismatches } from '../discrepancy/rejudge-mismatches.ts';
import { placeEvidence } from '../evidence/place-evidence.ts';
import { retieRuns } from '../evidence/retie-runs.ts';
import { markScenarios } from '../mark/mark-scenarios.ts';
import type { Change } from '../outbox/append-changes.ts';
import type { RawTx } from '../scope.ts';
import { type Arrival, type Begun, isTakenBack } from './begin-run.ts';
import { placedDataset, retiedCheck, rolledCheck } from './planned-check.ts';

type Finished = Arrival & { listed: Tally; begun: Begun };

/** What open pages hear of, and why something of the run waits for a second person. */
type Outcome = { emit: Omit<Change, 'migrationId'>[]; waitsFor: string | null };

/** One run of a dataset after the other is placed. Taken before anything is read that placing depends on. */
export async function lockDataset(tx: RawTx, datasetId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`evidence of ${datasetId}`}, 0))`;
}

/**
 * The one place where evidence becomes state: rollups of the check, and timelines of the dataset's discrepancies. Part of the
 * transaction that stores the run; the caller holds the dataset's lock. What would make a day better that was judged waits for a second
 * person; what a run found wrong is placed at once, whatever else of it waits.
 */
export async function finishRun(tx: RawTx, finished: Finished): Promise<Outcome> {
  const { run, begun } = finished;
  if (run.failure) return { emit: [{ topic: 'run', ids: [run.runId] }], waitsFor: null };
  const replaced = await isTakenBack(tx, finished);
  const placed = replaced ? [] : await placeRun(tx, finished, begun.late !== null);
  const changed = [...new Set([...begun.changed, ...placed])];
  const waitsFor = [begun.late, begun.correction].filter((reason) => reason !== null);
  return {
    emit: [
      { topic: 'run', ids: [run.runId] },
      { topic: 'verdict', ids: [] },
      ...(changed.length > 0 ? [{ topic: 'discrepancy' as const, ids: changed }] : []),
      ...(waitsFor.length > 0 ? [{ topic: 'plan' as const, ids: [] }] : []),
    ],
    waitsFor: waitsFor.length > 0 ? waitsFor.join('; ') : null,
  };
}

/** `late`: only what it found wrong. */
async function placeRun(tx: RawTx, finished: Finished, late: boolean): Promise<string[]> {
  const { migrationId, check, run, listed, figures } = finished;
  if (!late) await placeEvidence(tx, rolledCheck(migrationId, check), figures);
  if (run.kind === 'scenario') {
    await markScenarios(tx, {
      migrationId,
      run: { ...run, scenarios: scenariosSaid(run, !late && figures.clockDoubt === undefined) },
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
  const accounted = !late && takesOver(figures) ? await rejudgeMismatches(tx, placed, placed.asOf) : [];
  const findings = await keepUnexplained(tx, placed, findingsOfRun(run, listed), figures.clockDoubt);
  const found = await placeFindings(tx, placed, findings, late ? [] : proofsOfRun(run, figures));
  if (late) return [...accounted, ...found];
  return [...accounted, ...found, ...(await retieRuns(tx, { ...retiedCheck(migrationId, check), figures }))];
}
