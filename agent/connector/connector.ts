import type { RowStream } from '../row/row-batch.ts';
import type { Field } from '../row/row-line.ts';
import type { BucketSums } from './bucket-sums.ts';
import type { DescribedTable, Partition, SideColumn, SidePlan } from './plan.ts';

/** Up to where a snapshot reads: the side's own position, null where it has none, and its time as RFC 3339. */
export type Watermark = { position: string | null; time: string };

export type RowSelection =
  | { kind: 'all' }
  | { kind: 'buckets'; partition: Partition; buckets: readonly number[] }
  /** Rows of these keys, as many as there are; a database may return other rows too. */
  | { kind: 'keys'; keys: readonly (readonly Field[])[] }
  /** Rows whose key hashes, with the seed, to at most this hexadecimal text. */
  | { kind: 'sample'; seed: string; upTo: string };

/** Part of a table as its engine counts it: pages, row numbers, keys. `to` is no more part of it; null: up to the end. */
export type Slice = { from: bigint; to: bigint | null };

/** How busy a database is. Lag of a replica, the largest where there are several; null where there is none. */
export type Load = { replicaLagMs: number | null; runningQueries: number };

export type Cutoff = { column: SideColumn; at: string };

/** One consistent reading of a database: every answer is of the same moment. Close it, always. */
export type Snapshot = {
  readonly watermark: Watermark;
  /** Rows, or those not younger than the cut-off. Rows without a time count as old. */
  countRows(plan: SidePlan, cutoff?: Cutoff, slice?: Slice): Promise<number>;
  /** Smallest and largest value of a single integer key; null for an empty table. */
  keyRange(plan: SidePlan): Promise<{ min: bigint; max: bigint } | null>;
  /** One pass over the table, or over a part of it. */
  sumBuckets(plan: SidePlan, partition: Partition, slice?: Slice): Promise<BucketSums>;
  /**
   * The part of a table from `from` (null: its beginning) on with about `rows` rows. Slices one after the other make up the table,
   * each row once. Null, at the beginning: read it at once, it is no larger, or the engine cannot cut it. Absent: never can.
   */
  nextSlice?(plan: SidePlan, from: bigint | null, rows: number): Promise<Slice | null>;
  /** Rows in key order, null keys first. Each field is text that `settle` makes canonical. */
  rows(plan: SidePlan, selection: RowSelection): RowStream;
  /** How many rows there are, and the hash up to which a sample of `rows` of them reaches; null for an empty table. */
  sampleBound(plan: SidePlan, seed: string, rows: number): Promise<{ population: number; upTo: string } | null>;
  /** Makes what is being computed or read fail at once. Absent: it ends by itself. The snapshot is only good for closing then. */
  cancel?(): Promise<void>;
  close(): Promise<void>;
};

/** A database that is only ever read. */
export type Source = {
  readonly engine: string;
  /** Throws `UserError` naming the nearest tables when there is none of that name. */
  describe(ref: string): Promise<DescribedTable>;
  /** `purpose: 'reread'` never waits for a snapshot of purpose `scan` to close. */
  snapshot(purpose: 'scan' | 'reread'): Promise<Snapshot>;
  /** Statements of others that are running now, and how far replicas are behind. Absent where nobody else is disturbed. */
  load?(): Promise<Load>;
  close(): Promise<void>;
};

export type OpenOptions = { applicationName: string; baseFolder: string; signal: AbortSignal };
