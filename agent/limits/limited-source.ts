import { BucketSums } from '../connector/bucket-sums.ts';
import type { RowSelection, Slice, Snapshot, Source } from '../connector/connector.ts';
import type { SidePlan } from '../connector/plan.ts';
import type { RowStream } from '../row/row-batch.ts';
import { ChunkPace } from './chunk-pace.ts';
import { stopInBlackout } from './stop-in-blackout.ts';
import type { Patience, SayWait, Throttle } from './throttle.ts';

/** How much of a capped second one chunk may take where no chunk time is set. */
const CAPPED_CHUNK_MS = 500;

/**
 * The same source, read within its limits: full passes go in chunks, every statement waits for its turn, and rows are paid
 * for. `say` hears of pauses. What it reads is the same, chunk by chunk in one snapshot.
 */
export function limitedSource(source: Source, throttle: Throttle, say: SayWait): Source {
  return {
    ...source,
    describe: async (ref) => {
      await throttle.turn({ spentMs: 0, say });
      return await source.describe(ref);
    },
    snapshot: async (purpose) => {
      const patience = { spentMs: 0, say };
      await throttle.turn(patience);
      return limitedSnapshot(await source.snapshot(purpose), throttle, patience);
    },
  };
}

function limitedSnapshot(snapshot: Snapshot, throttle: Throttle, patience: Patience): Snapshot {
  const turn = () => throttle.turn(patience);
  const stopping = <T>(work: () => Promise<T>) => stopInBlackout(snapshot, throttle, work);
  return {
    watermark: snapshot.watermark,
    countRows: async (plan, cutoff) => {
      let rows = 0;
      await inChunks(snapshot, plan, throttle, turn, async (slice) => {
        const counted = await stopping(() => snapshot.countRows(plan, cutoff, slice));
        rows += counted;
        return counted;
      });
      return rows;
    },
    keyRange: async (plan) => {
      await turn();
      return await stopping(() => snapshot.keyRange(plan));
    },
    sumBuckets: async (plan, partition) => {
      let sums: BucketSums | undefined;
      await inChunks(snapshot, plan, throttle, turn, async (slice) => {
        const part = await stopping(() => snapshot.sumBuckets(plan, partition, slice));
        if (sums) sums.merge(part);
        else sums = part;
        return part.rows();
      });
      return sums ?? new BucketSums(partition.buckets + 1);
    },
    rows: (plan, selection) => pacedRows(snapshot, plan, selection, throttle, turn),
    sampleBound: async (plan, seed, rows) => {
      await turn();
      const bound = await stopping(() => snapshot.sampleBound(plan, seed, rows));
      await throttle.spend(bound?.population ?? 0);
      return bound;
    },
    close: () => snapshot.close(),
  };
}

/**
 * Reads a table part by part, each as large as the last ones suggest, or the whole of it at once (`undefined`): small tables, and
 * those that their engine cannot cut. `read` answers how many rows there were.
 */
async function inChunks(
  snapshot: Snapshot,
  plan: SidePlan,
  throttle: Throttle,
  turn: () => Promise<void>,
  read: (slice: Slice | undefined) => Promise<number>,
): Promise<void> {
  const { chunkTimeMs, rowsPerSecond, wholeUpToRows } = throttle.limits;
  const targetMs = chunkTimeMs ?? CAPPED_CHUNK_MS;
  const pace = new ChunkPace(targetMs, rowsPerSecond === null ? undefined : (rowsPerSecond * targetMs) / 1_000);
  const isOff = chunkTimeMs === null && rowsPerSecond === null;
  const whole = isOff || isSmall(plan, Math.max(pace.next(), rowsPerSecond === null ? wholeUpToRows : 0));
  await turn();
  let slice = whole ? null : ((await snapshot.nextSlice?.(plan, null, pace.next())) ?? null);
  if (!slice) {
    await throttle.spend(await read(undefined));
    return;
  }
  while (slice) {
    const startedMs = performance.now();
    const rows = await read(slice);
    pace.took(pace.next(), performance.now() - startedMs);
    await throttle.spend(rows);
    if (slice.to === null) return;
    await turn();
    slice = (await snapshot.nextSlice?.(plan, slice.to, pace.next())) ?? null;
  }
}

/** An estimate of 0 is none. */
function isSmall(plan: SidePlan, rows: number): boolean {
  return plan.table.estimatedRows > 0 && plan.table.estimatedRows <= rows;
}

/** Rows as they are wanted: between two batches the source waits, holding its place. */
async function* pacedRows(
  snapshot: Snapshot,
  plan: SidePlan,
  selection: RowSelection,
  throttle: Throttle,
  turn: () => Promise<void>,
): RowStream {
  await turn();
  const batches = snapshot.rows(plan, selection)[Symbol.asyncIterator]();
  try {
    while (true) {
      const next = await stopInBlackout(snapshot, throttle, () => batches.next());
      if (next.done) return;
      yield next.value;
      await throttle.spend(next.value.starts.length);
      await turn();
    }
  } finally {
    await batches.return?.();
  }
}
