import type { Connection } from 'mysql2';
import type { RowBatch } from '../../row/row-batch.ts';
import { tooLong } from './failures.ts';
import { LineWriter } from './line-writer.ts';
import { proveWhole } from './prove-whole.ts';

/** The connection rests while this much waits to be read: memory stays flat however large the table. */
const MAX_WAITING_BYTES = 1 << 20;

export type StreamOptions = {
  /** Places of the fields that are FLOATs, sent as doubles. */
  singles: ReadonlySet<number>;
  /** Ends the stream with its reason: the driver says nothing of a statement whose connection is dropped. */
  signal: AbortSignal;
  /** Called when reading stops before the end: the connection is of no use any more. */
  onAbandoned: () => void;
};

/** The rows of one statement, as they arrive. */
export async function* streamRows(
  connection: Connection,
  sql: string,
  { singles, signal, onAbandoned }: StreamOptions,
): AsyncGenerator<RowBatch> {
  signal.throwIfAborted();
  const writer = new LineWriter();
  const progress: { state: 'running' | 'done' | Error } = { state: 'running' };
  let paused = false;
  let received = 0;
  let wake: () => void = () => {};
  const finish = (how: 'done' | Error) => {
    if (progress.state === 'running') progress.state = how;
    wake();
  };
  const typeCast = (field: { buffer(): Buffer | null }) => field.buffer();
  const query = connection.query({ sql, rowsAsArray: true, typeCast });
  query.on('result', (row: unknown) => {
    received += 1;
    writer.add(Array.isArray(row) ? row : [], singles);
    if (writer.bytes >= MAX_WAITING_BYTES && !paused) {
      paused = true;
      connection.pause();
    }
    wake();
  });
  query.on('error', finish);
  query.on('end', () => finish('done'));
  const onAbort = () => finish(signal.reason instanceof Error ? signal.reason : new Error('The agent was stopped.'));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    while (true) {
      if (writer.tooLong) throw tooLong();
      if (writer.bytes > 0) {
        const batch = writer.take();
        if (paused) {
          paused = false;
          connection.resume();
        }
        yield batch;
      } else if (progress.state === 'running') {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (progress.state === 'done') return void (await proveWhole(connection, received, signal));
      else throw progress.state;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (progress.state === 'running' || signal.aborted) onAbandoned();
  }
}
