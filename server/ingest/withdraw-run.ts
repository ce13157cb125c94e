import { AppError } from '#core/errors.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import type { Seen } from '#core/evidence/left-out-of.ts';
import { takesOver } from '#core/evidence/takes-over.ts';
import type { Taken } from '#core/late-evidence/late.ts';
import { runSchema } from '#core/run/schema.ts';
import { refoldTimelines } from '../discrepancy/refold-timelines.ts';
import { rejudgeMismatches } from '../discrepancy/rejudge-mismatches.ts';
import { replaceDays } from '../evidence/place-evidence.ts';
import { retieRuns } from '../evidence/retie-runs.ts';
import type { RawTx } from '../scope.ts';
import { type PlannedCheck, placedDataset, retiedCheck, rolledCheck } from './planned-check.ts';

/** The run that takes the place of another. */
type Successor = Seen & { runId: string; evidence: Taken; keyId: string | null };

/** A run may arrive after the one that supersedes it. One whose correction was refused takes no place. */
export async function findSuccessor(
  tx: RawTx,
  migrationId: string,
  checkId: string,
  runId: string,
): Promise<Successor | null> {
  const [row] = await tx.$queryRaw<(Omit<Successor, 'run'> & { body: unknown })[]>`
    SELECT t.run_id AS "runId", t.evidence, r.key_id AS "keyId", r.figures, r.body FROM run_receipt t
    JOIN run r ON r.migration_id = t.migration_id AND r.run_id = t.run_id AND r.opened_at = t.opened_at
    WHERE t.migration_id = ${migrationId}::uuid AND t.supersedes_run_id = ${runId}::uuid AND t.check_id = ${checkId}::uuid
      AND t.correction <> 'refused'`;
  if (!row) return null;
  const { body, ...successor } = row;
  return { ...successor, run: runSchema.parse(body) };
}

/** The run that another one takes the place of; null where it has not arrived yet, or not completely: the receipt of its successor remembers. */
export async function findSuperseded(
  tx: RawTx,
  migrationId: string,
  checkId: string,
  runId: string,
): Promise<Seen | null> {
  const [old] = await tx.$queryRaw<{ checkId: string; state: string; figures: RunFigures | null; body: unknown }[]>`
    SELECT r.check_id AS "checkId", r.state, r.figures, r.body
    FROM run_receipt receipt
    JOIN run r ON r.migration_id = receipt.migration_id AND r.run_id = receipt.run_id AND r.opened_at = receipt.opened_at
    WHERE receipt.migration_id = ${migrationId}::uuid AND receipt.run_id = ${runId}::uuid`;
  if (!old) return null;
  if (old.checkId !== checkId) throw cannotSupersede('is a run of another check');
  const { state, figures, body } = old;
  return state === 'completed' && figures ? { run: runSchema.parse(body), figures } : null;
}

/** Takes back what a run did to rollups and discrepancies; the run itself stays readable. Gives the ids of discrepancies that changed. */
export async function withdrawRun(
  tx: RawTx,
  migrationId: string,
  check: PlannedCheck,
  old: RunFigures,
): Promise<string[]> {
  await replaceDays(tx, rolledCheck(migrationId, check), [old.day]);
  const withdrawn = await withdrawFindings(tx, migrationId, old.runId);
  const retied = await retieRuns(tx, { ...retiedCheck(migrationId, check), figures: old });
  const changed = [...withdrawn, ...retied];
  if (!takesOver(old)) return changed;
  const placed = placedDataset(migrationId, check);
  return [...changed, ...(await rejudgeMismatches(tx, placed, new Date(old.asOf)))];
}

export async function withdrawFindings(tx: RawTx, migrationId: string, runId: string): Promise<string[]> {
  const seen = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM run_group
    WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid AND role = 'sighting'
    RETURNING discrepancy_id AS id`;
  const closed = await tx.$queryRaw<{ id: string }[]>`
    SELECT discrepancy_id AS id FROM discrepancy_span
    WHERE migration_id = ${migrationId}::uuid AND closed_by_run_id = ${runId}::uuid`;
  await tx.$executeRaw`
    DELETE FROM run_proof WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid`;
  const ids = [...new Set([...seen, ...closed].map(({ id }) => id))];
  await refoldTimelines(tx, migrationId, ids);
  return ids;
}

export function alreadySuperseded(): AppError {
  return new AppError('CONFLICT', 'Another run has superseded that run already.', {
    problems: [{ pointer: '/supersedesRunId', message: 'is superseded already; supersede its successor instead' }],
  });
}

function cannotSupersede(message: string): AppError {
  return new AppError('UNPROCESSABLE', 'The run cannot be superseded.', {
    problems: [{ pointer: '/supersedesRunId', message }],
  });
}
