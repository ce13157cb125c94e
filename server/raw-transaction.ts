import type pg from 'pg';
import { rawOn } from './raw-connection.ts';
import type { RawTx } from './scope.ts';

/** One transaction on one connection of the pool. What was not committed, for whatever reason, throws. */
export async function rawTransaction<T>(
  pool: pg.Pool,
  kind: 'read' | 'write',
  longestMs: number,
  work: (tx: RawTx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken ??= error;
  };
  // The statement under way fails with it; without a listener the process would end.
  client.on('error', onError);
  const limit = setTimeout(() => {
    broken ??= new TransactionTooLong(longestMs);
    // Ends the connection, and with it whatever waits for an answer on it.
    void client.end().catch(() => {});
  }, longestMs);
  try {
    await client.query(kind === 'read' ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
    const result = await work(rawOn(client));
    const { command } = await client.query('COMMIT');
    // The database answers so, and not with an error, where a statement had failed before.
    if (command !== 'COMMIT') throw new Error(`The transaction was not committed: the database said ${command}.`);
    return result;
  } catch (error) {
    if (!broken) await client.query('ROLLBACK').catch(onError);
    throw broken ?? error;
  } finally {
    clearTimeout(limit);
    client.removeListener('error', onError);
    client.release(broken);
  }
}

class TransactionTooLong extends Error {
  /** What the database itself says where it cancels a statement. */
  readonly code = '57014';
  constructor(longestMs: number) {
    super(`The transaction took longer than ${longestMs} ms and was given up.`);
  }
}
