import { AppError } from '#core/errors.ts';
import type { RunReceipt } from '#core/run/schema.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { isUniqueViolation } from '../database-error.ts';
import type { RawTx } from '../scope.ts';

/** A row of run_receipt. */
export type Receipt = {
  runId: string;
  checkId: string;
  state: RunReceipt['state'];
  verdict: RunReceipt['verdict'];
  openedAt: Date;
  receivedAt: Date | null;
  openHash: string | null;
  payloadHash: string | null;
  planVersion: number;
  deadlineAt: Date | null;
  /** Set when completed: from then on the named run has no effect. */
  supersedesRunId: string | null;
  /** Why something of it waits for a second person. */
  waitsFor?: string | null;
};

const columns = Prisma.sql`
  run_id AS "runId", check_id AS "checkId", state, verdict, opened_at AS "openedAt", received_at AS "receivedAt",
  open_hash AS "openHash", payload_hash AS "payloadHash", plan_version AS "planVersion", deadline_at AS "deadlineAt",
  supersedes_run_id AS "supersedesRunId", waits_for AS "waitsFor"`;

export async function findReceipt(tx: RawTx, migrationId: string, runId: string): Promise<Receipt | null> {
  const [row] = await tx.$queryRaw<Receipt[]>`
    SELECT ${columns} FROM run_receipt WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid`;
  return row ?? null;
}

/** As above, and nobody else completes the run or adds to it until this transaction ends. */
export async function lockReceipt(tx: RawTx, migrationId: string, runId: string): Promise<Receipt | null> {
  const [row] = await tx.$queryRaw<Receipt[]>`
    SELECT ${columns} FROM run_receipt
    WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid FOR UPDATE`;
  return row ?? null;
}

/** False: the run is there already, or what it supersedes is superseded. Waits for a transaction that is just about to. */
export async function insertReceipt(tx: RawTx, migrationId: string, receipt: Receipt): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO run_receipt (migration_id, run_id, check_id, state, verdict, opened_at, received_at, open_hash, payload_hash,
                             plan_version, deadline_at, supersedes_run_id)
    VALUES (${migrationId}::uuid, ${receipt.runId}::uuid, ${receipt.checkId}::uuid, ${receipt.state}, ${receipt.verdict},
            ${receipt.openedAt}, ${receipt.receivedAt}, ${receipt.openHash}, ${receipt.payloadHash},
            ${receipt.planVersion}, ${receipt.deadlineAt}, ${receipt.supersedesRunId}::uuid)
    ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

/** False: what the run supersedes is superseded already. The caller has locked the receipt. */
export async function completeReceipt(tx: RawTx, migrationId: string, receipt: Receipt): Promise<boolean> {
  try {
    await tx.$executeRaw`
      UPDATE run_receipt SET state = ${receipt.state}, verdict = ${receipt.verdict}, received_at = ${receipt.receivedAt},
             payload_hash = ${receipt.payloadHash}, plan_version = ${receipt.planVersion}::int,
             supersedes_run_id = ${receipt.supersedesRunId}::uuid
      WHERE migration_id = ${migrationId}::uuid AND run_id = ${receipt.runId}::uuid`;
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** The answer to the agent; `hash` is that of the body it sent. */
export function answer(receipt: Receipt, hash: string, replayed: boolean): RunReceipt {
  return {
    runId: receipt.runId,
    state: receipt.state,
    verdict: receipt.verdict,
    payloadHash: hash,
    receivedAt: (receipt.receivedAt ?? receipt.openedAt).toISOString(),
    planVersion: receipt.planVersion,
    replayed,
    waitsFor: receipt.waitsFor ?? null,
  };
}

/** The same id with another body: refused, naming both, so that the agent's author sees which one is stored. */
export function otherBody(what: string, pointer: string, stored: string | null, sent: string): AppError {
  return new AppError('CONFLICT', `${what} is stored already, with another body.`, {
    problems: [
      { pointer, message: `stored ${stored ?? 'by another call'}, sent ${sent} (SHA-256 of the canonical body)` },
    ],
  });
}
