import { findingsOfRun } from '#core/discrepancy/findings-of-run.ts';
import { proofsOfRun, takesOver } from '#core/discrepancy/proofs-of-run.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { type Taken, takesBack, whyCorrected, whyLate } from '#core/evidence/late.ts';
import type { Run } from '#core/run/schema.ts';
import type { Tally } from '#core/run/tally.ts';
import { dayOf } from '#core/time/day.ts';
import type { AgentActor } from '../actor.ts';
import { accountForMismatches, keepUnexplained } from '../discrepancy/locate-mismatch.ts';
import { placeFindings } from '../discrepancy/place-findings.ts';
import type { PlacedRun } from '../discrepancy/store-sightings.ts';
import { placeEvidence } from '../evidence/place-evidence.ts';
import { retieRuns } from '../evidence/retie-runs.ts';
import type { Change } from '../outbox/append-changes.ts';
import { markScenarios } from '../plan/mark-scenarios.ts';
import type { RawTx } from '../scope.ts';
import { letWait, type Sent } from './late-run.ts';
import { type PlannedCheck, placedDataset, retiedCheck, rolledCheck } from './planned-check.ts';
import { findSuccessor, findSuperseded, type Successor, withdrawRun } from './supersede-run.ts';

type Finished = {
  migrationId: string;
  key: AgentActor;
  check: PlannedCheck;
  run: Run;
  listed: Tally;
  figures: RunFigures;
};

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
  const { migrationId, check, run } = finished;
  if (run.failure) return { emit: [{ topic: 'run', ids: [run.runId] }], waitsFor: null };
  const late = lateReason(finished);
  // Before anything is made anew from the runs that stand.
  if (late !== null) await letWait(tx, sentOf(finished), { runId: run.runId, part: 'evidence', reason: late });
  const corrected = await takePlace(tx, finished, late);
  const successor = await findSuccessor(tx, migrationId, check.id, run.runId);
  const replaced = successor !== null && (await isTakenBack(tx, finished, successor));
  const placed = replaced ? [] : await placeRun(tx, finished, late !== null);
  const changed = [...new Set([...corrected.changed, ...placed])];
  const waitsFor = [late, corrected.waitsFor].filter((reason) => reason !== null);
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

function lateReason({ key, check, figures: { asOf, receivedAt } }: Finished): string | null {
  const { timeZone, lateEvidenceHours } = check.migration;
  return whyLate(asOf, receivedAt, { timeZone, lateEvidenceHours, keyMadeAt: key.madeAt.toISOString() });
}

function sentOf({ migrationId, key, check, figures }: Finished): Sent {
  const at = new Date(figures.receivedAt);
  return { migrationId, keyId: key.keyId, day: dayOf(at.getTime(), check.migration.timeZone), at };
}

type Corrected = { changed: string[]; waitsFor: string | null };

/** Takes the effect of the run that this one supersedes, or waits to. */
async function takePlace(tx: RawTx, finished: Finished, late: string | null): Promise<Corrected> {
  const { migrationId, check, run, figures } = finished;
  if (!run.supersedesRunId) return { changed: [], waitsFor: null };
  const old = await findSuperseded(tx, migrationId, check.id, run.supersedesRunId);
  if (!old) return { changed: [], waitsFor: null };
  const { verdict, receivedAt } = figures;
  const evidence: Taken = late === null ? 'counts' : 'waits';
  if (takesBack(old, { verdict, receivedAt, evidence }, check.migration.timeZone) === 'counts') {
    return { changed: await withdrawRun(tx, migrationId, check, old), waitsFor: null };
  }
  const reason = whyCorrected(old);
  await letWait(tx, sentOf(finished), { runId: run.runId, part: 'correction', reason });
  return { changed: [], waitsFor: reason };
}

/** Whether a run that arrived earlier takes the effect of this one. Where it may not by itself, it waits from now on. */
async function isTakenBack(tx: RawTx, finished: Finished, successor: Successor): Promise<boolean> {
  const { migrationId, check, figures } = finished;
  const by = { ...successor, receivedAt: successor.receivedAt.toISOString() };
  const taken = takesBack(figures, by, check.migration.timeZone);
  if (taken === 'waits') {
    const part = { runId: successor.runId, part: 'correction' as const, reason: whyCorrected(figures) };
    const [sent] = await tx.$queryRaw<{ keyId: string }[]>`
      SELECT key_id AS "keyId" FROM run r WHERE r.migration_id = ${migrationId}::uuid AND r.run_id = ${successor.runId}::uuid`;
    await letWait(tx, { ...sentOf(finished), keyId: sent?.keyId ?? finished.key.keyId }, part);
  } else if (taken === 'refused') {
    await tx.$executeRaw`
      UPDATE run_receipt SET correction = 'refused'
      WHERE migration_id = ${migrationId}::uuid AND run_id = ${successor.runId}::uuid`;
  }
  return taken === 'counts';
}

/** `late`: only what it found wrong. */
async function placeRun(tx: RawTx, finished: Finished, late: boolean): Promise<string[]> {
  const { migrationId, check, run, listed, figures } = finished;
  if (!late) await placeEvidence(tx, rolledCheck(migrationId, check), figures);
  if (run.kind === 'scenario') {
    const believed = late || figures.clockDoubt ? { ...run, scenarios: run.scenarios.filter(isFailed) } : run;
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
  const accounted = !late && takesOver(figures) ? await accountForMismatches(tx, placed, figures.dueAt) : [];
  const findings = await keepUnexplained(tx, placed, findingsOfRun(run, listed), figures.clockDoubt);
  const found = await placeFindings(tx, placed, findings, late ? [] : proofsOfRun(run, figures));
  if (late) return [...accounted, ...found];
  return [...accounted, ...found, ...(await retieRuns(tx, { ...retiedCheck(migrationId, check), figures }))];
}

export const isFailed = ({ result }: { result: string }) => result === 'failed';
