import type { RowBatch } from '../row/row-batch.ts';
import type { Snapshot, Source } from './connector.ts';
import { type Side, SideError } from './side-error.ts';
import { GOODBYE_MS } from './sockets.ts';
import { answered, within } from './within.ts';

type Ask = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The same source, whose errors say which side they are of, and whose answers are not waited for without end: behind a network that
 * swallows everything there comes no answer, and no error. `patienceMs`: per statement; undefined: what is asked is no server.
 */
export function guardedSource(source: Source, side: Side, patienceMs: number | undefined): Source {
  const named: Ask = async (work) => {
    try {
      return await work();
    } catch (error) {
      throw new SideError(side, error);
    }
  };
  const ask: Ask = (work) => named(() => (patienceMs === undefined ? work() : answered(patienceMs, work())));
  const { load } = source;
  return {
    ...source,
    describe: (ref) => named(() => source.describe(ref)),
    snapshot: (purpose) => named(async () => guardedSnapshot(await source.snapshot(purpose), ask)),
    ...(load ? { load: () => named(load) } : {}),
  };
}

function guardedSnapshot(snapshot: Snapshot, ask: Ask): Snapshot {
  const { nextSlice } = snapshot;
  return {
    ...snapshot,
    countRows: (...given) => ask(() => snapshot.countRows(...given)),
    keyRange: (plan) => ask(() => snapshot.keyRange(plan)),
    sumBuckets: (...given) => ask(() => snapshot.sumBuckets(...given)),
    ...(nextSlice ? { nextSlice: (...given) => ask(() => nextSlice(...given)) } : {}),
    sampleBound: (...given) => ask(() => snapshot.sampleBound(...given)),
    rows: (...given) => guardedRows(snapshot.rows(...given), ask),
  };
}

async function* guardedRows(rows: AsyncIterable<RowBatch>, ask: Ask): AsyncGenerator<RowBatch> {
  const batches = rows[Symbol.asyncIterator]();
  try {
    while (true) {
      const next = await ask(() => batches.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Behind an answer that never comes this would wait for ever.
    const returned = batches.return?.().catch(() => undefined);
    if (returned) await within(GOODBYE_MS, returned);
  }
}
