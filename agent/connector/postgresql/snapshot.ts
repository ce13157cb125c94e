import type { Client } from 'pg';
import { z } from 'zod';
import type { RowBatch } from '../../row/row-batch.ts';
import { BucketSums } from '../bucket-sums.ts';
import type { Cutoff, Slice, Snapshot } from '../connector.ts';
import type { Partition, SidePlan } from '../plan.ts';
import { GOODBYE_MS } from '../sockets.ts';
import { within } from '../within.ts';
import { CopyOut } from './copy-out.ts';
import { explain } from './failures.ts';
import { beginReading, type SessionOptions } from './session.ts';
import { countSql, keyRangeSql, pagesSql, rowsSql, sampleSql, sumSql } from './statements.ts';

export type ServerFacts = {
  utf8: boolean;
  hasLsn: boolean;
  hashIdentity: string | null;
  hasTidRange: boolean;
  /** As whom the agent reads. */
  role: string;
};

/** Where the server has no idea of it yet. */
const USUAL_ROWS_PER_PAGE = 50;

/** Time and position of a snapshot, as the arguments of an object. */
function watermarkSql(facts: ServerFacts): string {
  const lsn = facts.hasLsn
    ? '(case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn() else pg_catalog.pg_current_wal_lsn() end)::text'
    : 'null::text';
  return `'time', pg_catalog.to_char(pg_catalog.clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'position', ${lsn}`;
}

const watermarkRow = z.object({ time: z.string(), position: z.string().nullable() });

/** A connection for a while. `cancel` has the server give up what it is busy with. */
export type Lease = { cancel: () => Promise<void>; done: (healthy: boolean) => Promise<void> };

/** Begins a read-only transaction in one round trip. `lease.done` gets the connection back, and whether it is still usable. */
export async function openSnapshot(
  client: Client,
  facts: ServerFacts,
  options: SessionOptions,
  lease: Lease,
): Promise<Snapshot> {
  const watermark = await beginReading(client, options, { sql: watermarkSql(facts), schema: watermarkRow });
  const one = async <T extends z.ZodType>(plan: SidePlan, schema: T, sql: string) => {
    try {
      return schema.parse((await client.query(sql)).rows[0]);
    } catch (error) {
      throw explain(error, plan.table.name, facts.role);
    }
  };
  let closed = false;
  let copying: CopyOut | undefined;
  async function* copy(plan: SidePlan, sql: string): AsyncGenerator<RowBatch> {
    copying = new CopyOut(sql);
    try {
      yield* client.query(copying);
    } catch (error) {
      throw explain(error, plan.table.name, facts.role);
    }
  }
  const pages = new Map<string, bigint | null>();
  const pagesOf = async (plan: SidePlan) => {
    const known = pages.get(plan.table.sql);
    if (known !== undefined) return known;
    const row = await one(plan, z.object({ pages: z.string().nullable() }), pagesSql(plan));
    const found = row.pages === null ? null : BigInt(row.pages);
    pages.set(plan.table.sql, found);
    return found;
  };

  const countRows = async (plan: SidePlan, cutoff?: Cutoff, slice?: Slice) =>
    Number((await one(plan, z.object({ count: z.string() }), countSql(plan, cutoff, slice))).count);

  return {
    watermark,
    countRows,
    keyRange: async (plan) => {
      const { min, max } = await one(
        plan,
        z.object({ min: z.string().nullable(), max: z.string().nullable() }),
        keyRangeSql(plan),
      );
      return min === null || max === null ? null : { min: BigInt(min), max: BigInt(max) };
    },
    sumBuckets: async (plan, partition, slice) => {
      const lines = copy(plan, `copy (${sumSql(plan, partition, facts.utf8, slice)}) to stdout`);
      return await readSums(lines, partition, await countRows(plan, undefined, slice));
    },
    nextSlice: async (plan, from, rows) => (facts.hasTidRange ? sliceOf(plan, await pagesOf(plan), from, rows) : null),
    rows: (plan, selection) => copy(plan, rowsSql(plan, selection, facts.utf8)),
    sampleBound: async (plan, seed, rows) => {
      const row = z.object({ population: z.string(), up_to: z.string().nullable() });
      const { population, up_to } = await one(plan, row, sampleSql(plan, seed, rows, facts.utf8));
      return up_to === null ? null : { population: Number(population), upTo: up_to };
    },
    cancel: lease.cancel,
    close: async () => {
      if (closed) return;
      closed = true;
      // What nobody reads any more is not computed to its end.
      if (copying?.running) await lease.cancel();
      const committed = client.query('commit').then(
        () => true,
        () => false,
      );
      // It waits behind whatever else is still computed for nobody: then the connection goes, and that with it.
      await lease.done((await within(GOODBYE_MS, committed)) ?? false);
    },
  };
}

/** Pages in a row that hold about so many rows. The last slice has no end: the table may have grown meanwhile. */
function sliceOf(plan: SidePlan, pages: bigint | null, from: bigint | null, rows: number): Slice | null {
  if (pages === null) return null;
  const perPage = pages > 0n ? plan.table.estimatedRows / Number(pages) : 0;
  const wanted = BigInt(Math.max(1, Math.ceil(rows / (perPage || USUAL_ROWS_PER_PAGE))));
  const to = (from ?? 0n) + wanted;
  if (to < pages) return { from: from ?? 0n, to };
  return from === null ? null : { from, to: null };
}

async function readSums(lines: AsyncIterable<RowBatch>, partition: Partition, counted: number): Promise<BucketSums> {
  const sums = new BucketSums(partition.buckets + 1);
  sums.counted = counted;
  for await (const { bytes, starts, ends } of lines) {
    for (let i = 0; i < starts.length; i++) {
      const [bucket = '', rows = '', sum = '0', amounts = '\\N'] = bytes
        .toString('latin1', starts[i], ends[i])
        .split('\t');
      sums.set(bucket === '\\N' ? partition.buckets : Number(bucket), Number(rows), BigInt(sum));
      if (amounts !== '\\N') sums.amounts.add(amounts);
    }
  }
  return sums;
}
