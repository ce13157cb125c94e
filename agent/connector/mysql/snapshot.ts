import type { Connection } from 'mysql2';
import type { RowBatch } from '../../row/row-batch.ts';
import { BucketSums } from '../bucket-sums.ts';
import type { Cutoff, RowSelection, Slice, Snapshot, Watermark } from '../connector.ts';
import { notWhole } from '../not-whole.ts';
import type { Partition, SidePlan } from '../plan.ts';
import { GOODBYE_MS } from '../sockets.ts';
import { within } from '../within.ts';
import { NO_AMOUNT } from './amount-sql.ts';
import { type Answer, ask } from './ask.ts';
import { explain, tooLong } from './failures.ts';
import { askWhole } from './prove-whole.ts';
import { streamRows } from './row-stream.ts';
import { proveSession, type Server } from './session.ts';
import { sliceEndSql, sliceUpTo } from './slice.ts';
import { countSql, keyRangeSql, rowsSql, sampleSql, sumSql, WITHOUT_HASH } from './statements.ts';
import { isSentAsDouble } from './wire.ts';

/** Begins a read-only transaction. `done` gets the connection back, and whether it is still usable. */
export async function openSnapshot(
  connection: Connection,
  server: Server,
  stopped: AbortSignal,
  done: (healthy: boolean) => Promise<void>,
): Promise<Snapshot> {
  await proveSession(connection);
  // Read before the snapshot is taken: what it sees reaches at least as far.
  const watermark = await readWatermark(connection, server);
  await ask(connection, 'start transaction with consistent snapshot, read only');
  const cancelled = new AbortController();
  const signal = AbortSignal.any([stopped, cancelled.signal]);
  let closed = false;
  let abandoned = false;

  /** The one row of a statement. */
  async function one(plan: SidePlan, sql: string): Promise<Answer> {
    const [row] = await answers(plan, () => ask(connection, sql, signal));
    if (!row) throw notWhole(0, 1);
    return row;
  }

  async function answers(plan: SidePlan, asked: () => Promise<Answer[]>): Promise<Answer[]> {
    try {
      return await asked();
    } catch (error) {
      throw explain(error, plan.table.name);
    }
  }

  async function* rows(plan: SidePlan, selection: RowSelection): AsyncGenerator<RowBatch> {
    const singles = new Set(plan.columns.flatMap((column, i) => (isSentAsDouble(column) ? [i] : [])));
    const onAbandoned = () => {
      abandoned = true;
    };
    try {
      for (const sql of rowsSql(plan, selection)) yield* streamRows(connection, sql, { singles, signal, onAbandoned });
    } catch (error) {
      throw explain(error, plan.table.name);
    }
  }

  const countRows = async (plan: SidePlan, cutoff?: Cutoff, slice?: Slice) =>
    Number((await one(plan, countSql(plan, cutoff, slice)))[0]);

  return {
    watermark,
    countRows,
    keyRange: async (plan) => {
      const [min = null, max = null] = await one(plan, keyRangeSql(plan));
      return min === null || max === null ? null : { min: BigInt(min), max: BigInt(max) };
    },
    sumBuckets: async (plan, partition, slice) => {
      const rows = await answers(plan, () => askWhole(connection, sumSql(plan, partition, slice), signal));
      return sumsOf(plan, partition, rows, await countRows(plan, undefined, slice));
    },
    nextSlice: async (plan, from, rows) => {
      const sql = sliceEndSql(plan, from, rows);
      return sql === undefined
        ? null
        : sliceUpTo((await answers(plan, () => ask(connection, sql, signal)))[0]?.[0], from);
    },
    rows,
    sampleBound: async (plan, seed, wanted) => {
      const [population, upTo = null] = await one(plan, sampleSql(plan, seed, wanted));
      return upTo === null ? null : { population: Number(population), upTo };
    },
    // What it was busy with is killed when it is closed.
    cancel: async () => cancelled.abort(new Error('The statement was cancelled.')),
    close: async () => {
      if (closed) return;
      closed = true;
      const committed = async () => {
        await ask(connection, 'commit', signal);
        return true;
      };
      // It waits behind whatever else is still computed for nobody: then the connection goes, and that with it.
      const healthy =
        !abandoned &&
        !signal.aborted &&
        (await within(
          GOODBYE_MS,
          committed().catch(() => false),
        ));
      await done(healthy ?? false);
    },
  };
}

/** A row longer than `max_allowed_packet` has no hash there: a sum without it must not count as one with it. */
function sumsOf(plan: SidePlan, partition: Partition, rows: readonly Answer[], counted: number): BucketSums {
  const sums = new BucketSums(partition.buckets + 1);
  sums.counted = counted;
  for (const [bucket = null, count, sum, amounts] of rows) {
    const hashes = BigInt(sum ?? 0);
    if (hashes >= WITHOUT_HASH) throw tooLong(plan.table.name);
    sums.set(bucket === null ? partition.buckets : Number(bucket), Number(count), hashes);
    if (plan.amountColumn >= 0) sums.amounts.add(isAmount(amounts) ? amounts : undefined);
  }
  return sums;
}

function isAmount(sum: string | null | undefined): sum is string {
  return typeof sum === 'string' && BigInt(sum.split('.')[0] ?? '') < NO_AMOUNT;
}

/** The set of transactions that the server had, or a place in its log; null where it keeps none or does not tell. */
async function readWatermark(connection: Connection, server: Server): Promise<Watermark> {
  const position = server.kind === 'mariadb' ? '@@global.gtid_current_pos' : '@@global.gtid_executed';
  const [[now = null] = []] = await ask(connection, "select date_format(sysdate(6), '%Y-%m-%dT%H:%i:%s.%fZ')");
  const rows = await ask(connection, `select ${position}`).catch((): Answer[] => []);
  const gtid = rows[0]?.[0]?.replaceAll(/\s/g, '');
  return { position: gtid ? gtid : null, time: now ?? new Date().toISOString() };
}
