import { AppError } from '#core/errors.ts';
import type { RunReceipt } from '#core/run/schema.ts';
import type { Tx } from '../scope.ts';

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
};

export async function findReceipt(tx: Tx, migrationId: string, runId: string): Promise<Receipt | null> {
  const [row] = await tx.$queryRaw<Receipt[]>`
    SELECT run_id AS "runId", check_id AS "checkId", state, verdict, opened_at AS "openedAt", received_at AS "receivedAt",
           open_hash AS "openHash", payload_hash AS "payloadHash", plan_version AS "planVersion", deadline_at AS "deadlineAt"
    FROM run_receipt WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid`;
  return row ?? null;
}

/** False: somebody else has the run already. Waits for a transaction that is just about to. */
export async function insertReceipt(tx: Tx, migrationId: string, receipt: Receipt): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO run_receipt (migration_id, run_id, check_id, state, verdict, opened_at, received_at, open_hash, payload_hash,
                             plan_version, deadline_at)
    VALUES (${migrationId}::uuid, ${receipt.runId}::uuid, ${receipt.checkId}::uuid, ${receipt.state}, ${receipt.verdict},
            ${receipt.openedAt}, ${receipt.receivedAt}, ${receipt.openHash}, ${receipt.payloadHash},
            ${receipt.planVersion}, ${receipt.deadlineAt})
    ON CONFLICT (migration_id, run_id) DO NOTHING`;
  return inserted === 1;
}

/** What the agent is told; `hash` is that of the body it sent. */
export function answer(receipt: Receipt, hash: string, replayed: boolean): RunReceipt {
  return {
    runId: receipt.runId,
    state: receipt.state,
    verdict: receipt.verdict,
    payloadHash: hash,
    receivedAt: (receipt.receivedAt ?? receipt.openedAt).toISOString(),
    planVersion: receipt.planVersion,
    replayed,
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
