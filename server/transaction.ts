import { AppError } from '#core/errors.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { isWorthRetrying, type Outage, outageOf } from './database-error.ts';
import { poolOf } from './db.ts';
import { noteWrite, noteWriteFailure } from './health/write-failure.ts';
import { rawTransaction } from './raw-transaction.ts';
import type { RawTx, Tx } from './scope.ts';

const ATTEMPTS = 5;
const LONGEST_MS = 30_000;
/** How long a request may wait for a connection; then it is better to refuse than to queue. */
const WAIT_MS = 5_000;

export type Kind = 'read' | 'write';

/**
 * Runs `work` in one transaction. A read sees one moment of the database and cannot write. Where the database gives up a
 * transaction in favour of another, it is tried again from the start, so `work` must have no effect outside of it.
 */
export async function inTransaction<T>(db: PrismaClient, kind: Kind, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await patiently(kind, () =>
    db.$transaction(kind === 'read' ? (tx) => readOnly(tx, work) : work, {
      timeout: LONGEST_MS,
      maxWait: WAIT_MS,
      ...(kind === 'read' ? { isolationLevel: 'RepeatableRead' } : {}),
    }),
  );
}

/** As above, on a connection of the same pool without Prisma. A client that has no pool of ours serves as well. */
export async function inRawTransaction<T>(db: PrismaClient, kind: Kind, work: (tx: RawTx) => Promise<T>): Promise<T> {
  const pool = poolOf(db);
  return pool
    ? await patiently(kind, () => rawTransaction(pool, kind, LONGEST_MS, work))
    : await inTransaction(db, kind, work);
}

async function patiently<T>(kind: Kind, attemptOnce: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await attemptOnce();
      if (kind === 'write') noteWrite();
      return result;
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (isWorthRetrying(error) && attempt < ATTEMPTS) {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
        continue;
      }
      const outage = outageOf(error);
      // In a read it is the verb that is wrong, not the database.
      if (outage && !(outage.isWrite && kind === 'read')) throw unavailable(outage, error);
      if (isWorthRetrying(error)) throw new AppError('CONFLICT', 'Somebody else changed the same thing. Try again.');
      throw error;
    }
  }
}

async function readOnly<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.$executeRaw`SET TRANSACTION READ ONLY`;
  return await work(tx);
}

function unavailable({ message, retryAfterSeconds, isWrite }: Outage, cause: unknown): AppError {
  if (isWrite) noteWriteFailure(message);
  const error = new AppError('UNAVAILABLE', `${message} Nothing was stored. Try again in a moment.`, {
    retryAfterSeconds,
  });
  error.cause = cause;
  return error;
}
