import type { Cutoff, RowSelection, Slice } from '../connector.ts';
import type { DescribedTable, Partition, SidePlan } from '../plan.ts';

/** What the main thread may ask a reader for. One at a time; `rows` answers with batches, everything else with a value. */
export type Request =
  | { op: 'describe'; ref: string }
  | { op: 'begin' }
  | { op: 'end' }
  | { op: 'count'; plan: SidePlan; cutoff: Cutoff | undefined; slice: Slice | undefined }
  | { op: 'keyRange'; plan: SidePlan }
  | { op: 'sums'; plan: SidePlan; partition: Partition; slice: Slice | undefined }
  | { op: 'nextSlice'; plan: SidePlan; from: bigint | null; rows: number }
  | { op: 'sampleBound'; plan: SidePlan; seed: string; rows: number }
  | { op: 'rows'; plan: SidePlan; selection: RowSelection };

export type Answers = {
  describe: DescribedTable;
  begin: { time: string };
  end: null;
  count: number;
  keyRange: { min: bigint; max: bigint } | null;
  sums: { counts: Float64Array; high: Uint32Array; low: Uint32Array; counted: number; amount: string | undefined };
  nextSlice: Slice | null;
  sampleBound: { population: number; upTo: string } | null;
};

export type ToReader = { kind: 'request'; request: Request } | { kind: 'credit' };

export type FromReader =
  | { kind: 'answer'; value: Answers[keyof Answers] }
  | { kind: 'batch'; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'end' }
  | { kind: 'error'; message: string; user: boolean };

/** Batches on their way at once: enough to keep both threads busy, few enough to keep memory flat. */
export const BATCHES_IN_FLIGHT = 4;
