import type { Client } from 'pg';
import { z } from 'zod';
import type { RowBatch } from '../../row/row-batch.ts';
import { BucketSums } from '../bucket-sums.ts';
import type { Slice, Snapshot } from '../connector.ts';
import type { Partition, SidePlan } from '../plan.ts';
import { cancelRunning } from './cancel-running.ts';
import { CopyOut } from './copy-out.ts';
import { countSql, keyRangeSql, pagesSql, rowsSql, sampleSql, sumSql } from './statements.ts';

export type ServerFacts = { utf8: boolean; hasLsn: boolean; hashIdentity: string | null; hasTidRange: boolean };

/** Where the server has no idea of it yet. */
const USUAL_ROWS_PER_PAGE = 50;

/** Everything that changes how values print, so that text means the same on every server. */
function beginSql(facts: ServerFacts, statementTimeoutMs: number): string {
  const lsn = facts.hasLsn
    ? '(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end)::text'
    : 'null::text';
  return [
    'begin isolation level repeatable read read only',
    `set local statement_timeout = ${statementTimeoutMs}`,
    `set local idle_in_transaction_session_timeout = 0`,
    `set local lock_timeout = '30s'`,
    `set local datestyle = 'ISO, YMD'`,
    `set local timezone = 'UTC'`,
    `set local intervalstyle = 'postgres'`,
    `set local extra_float_digits = 1`,
    `set local bytea_output = 'hex'`,
    // One pass is over before compiled code pays for its compilation.
    'set local jit = off',
    // Tens of thousands of buckets fit, so the pass never sorts or spills.
    `set local work_mem = '64MB'`,
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time, ${lsn} as position`,
  ].join('; ');
}

const watermarkRow = z.object({ time: z.string(), position: z.string().nullable() });

/** Begins a read-only transaction in one round trip. `done` gets the connection back, and whether it is still usable. */
export async function openSnapshot(
  client: Client,
  facts: ServerFacts,
  statementTimeoutMs: number,
  done: (healthy: boolean) => void,
): Promise<Snapshot> {
  const answers: unknown = await client.query(beginSql(facts, statementTimeoutMs));
  const results = z.array(z.object({ rows: z.array(z.unknown()) })).parse(answers);
  const watermark = watermarkRow.parse(results.at(-1)?.rows[0]);
  const one = async <T extends z.ZodType>(schema: T, sql: string) => schema.parse((await client.query(sql)).rows[0]);
  let closed = false;
  let copying: CopyOut | undefined;
  const copy = (sql: string) => {
    copying = new CopyOut(sql);
    return client.query(copying);
  };
  const pages = new Map<string, bigint | null>();
  const pagesOf = async (plan: SidePlan) => {
    const known = pages.get(plan.table.sql);
    if (known !== undefined) return known;
    const row = await one(z.object({ pages: z.string().nullable() }), pagesSql(plan));
    const found = row.pages === null ? null : BigInt(row.pages);
    pages.set(plan.table.sql, found);
    return found;
  };

  return {
    watermark,
    countRows: async (plan, cutoff, slice) =>
      Number((await one(z.object({ count: z.string() }), countSql(plan, cutoff, slice))).count),
    keyRange: async (plan) => {
      const { min, max } = await one(
        z.object({ min: z.string().nullable(), max: z.string().nullable() }),
        keyRangeSql(plan),
      );
      return min === null || max === null ? null : { min: BigInt(min), max: BigInt(max) };
    },
    sumBuckets: (plan, partition, slice) =>
      readSums(copy(`copy (${sumSql(plan, partition, facts.utf8, slice)}) to stdout`), partition),
    nextSlice: async (plan, from, rows) => (facts.hasTidRange ? sliceOf(plan, await pagesOf(plan), from, rows) : null),
    rows: (plan, selection) => copy(rowsSql(plan, selection, facts.utf8)),
    sampleBound: async (plan, seed, rows) => {
      const row = z.object({ population: z.string(), up_to: z.string().nullable() });
      const { population, up_to } = await one(row, sampleSql(plan, seed, rows, facts.utf8));
      return up_to === null ? null : { population: Number(population), upTo: up_to };
    },
    cancel: () => cancelRunning(client),
    close: async () => {
      if (closed) return;
      closed = true;
      // What nobody reads any more is not computed to its end.
      if (copying?.running) await cancelRunning(client);
      const healthy = await client.query('commit').then(
        () => true,
        () => false,
      );
      done(healthy);
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

async function readSums(lines: AsyncIterable<RowBatch>, partition: Partition): Promise<BucketSums> {
  const sums = new BucketSums(partition.buckets + 1);
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
