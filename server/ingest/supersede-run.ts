import { locates } from '#core/discrepancy/proofs-of-run.ts';
import { AppError } from '#core/errors.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { reconsiderMismatches } from '../discrepancy/locate-mismatch.ts';
import { refoldTimelines } from '../discrepancy/refold-timelines.ts';
import { replaceEvidence } from '../evidence/place-evidence.ts';
import type { RawTx } from '../scope.ts';
import { type PlannedCheck, placedDataset, rolledCheck } from './planned-check.ts';

/** True if a corrected run has taken its place already: a run may arrive after the one that supersedes it. */
export async function isSuperseded(tx: RawTx, migrationId: string, checkId: string, runId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT FROM run_receipt WHERE migration_id = ${migrationId}::uuid
                   AND supersedes_run_id = ${runId}::uuid AND check_id = ${checkId}::uuid) AS found`;
  return row?.found ?? false;
}

/**
 * Takes back what a run did to rollups and discrepancies; the run itself stays readable. One that has not arrived yet, or not
 * completely, is remembered by the receipt of its successor. Gives the ids of discrepancies that changed.
 */
export async function withdrawRun(
  tx: RawTx,
  migrationId: string,
  check: PlannedCheck,
  runId: string,
): Promise<string[]> {
  const [old] = await tx.$queryRaw<{ checkId: string; state: string; figures: RunFigures | null }[]>`
    SELECT r.check_id AS "checkId", r.state, r.figures
    FROM run_receipt receipt
    JOIN run r ON r.migration_id = receipt.migration_id AND r.run_id = receipt.run_id AND r.opened_at = receipt.opened_at
    WHERE receipt.migration_id = ${migrationId}::uuid AND receipt.run_id = ${runId}::uuid`;
  if (!old) return [];
  if (old.checkId !== check.id) throw cannotSupersede('is a run of another check');
  if (old.state !== 'completed' || old.figures === null) return [];
  await replaceEvidence(tx, rolledCheck(migrationId, check), old.figures);
  const changed = await withdrawFindings(tx, migrationId, runId);
  if (old.figures.kind !== 'field_level' || old.figures.window !== null || !locates(old.figures)) return changed;
  const { asOf, dueAt } = old.figures;
  return [...changed, ...(await reconsiderMismatches(tx, placedDataset(migrationId, check), new Date(asOf), dueAt))];
}

async function withdrawFindings(tx: RawTx, migrationId: string, runId: string): Promise<string[]> {
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
