import type { BucketSums } from '../connector/bucket-sums.ts';
import type { RowSelection } from '../connector/connector.ts';
import type { SidePlan } from '../connector/plan.ts';
import { type Side, SideError } from '../connector/side-error.ts';
import type { RowBatch, RowStream } from '../row/row-batch.ts';

/** Rows that reading a selection must bring: so many, or at least so many. */
export type Expected = { rows: number; atLeast?: boolean };

/** The grouped pass took in as many rows as the same part of the same snapshot has by a count of its own. */
export function provePass(side: Side, plan: SidePlan, sums: BucketSums): void {
  if (sums.rows() === sums.counted || !plan.table.ofOneMoment) return;
  throw notWhole(side, plan, sums.counted, 'the pass of checksums took in', sums.rows());
}

/** How many rows of a selection the pass has seen. */
export function expectedRows(selection: RowSelection, sums: BucketSums): Expected {
  if (selection.kind !== 'buckets') return { rows: sums.rows() };
  return { rows: selection.buckets.reduce((rows, bucket) => rows + (sums.counts[bucket] ?? 0), 0) };
}

/** The same rows, held against what is expected when the stream has come to its end. */
export async function* provenRows(
  side: Side,
  plan: SidePlan,
  rows: RowStream,
  expected: Expected | undefined,
): AsyncGenerator<RowBatch> {
  let read = 0;
  for await (const batch of rows) {
    read += batch.starts.length;
    yield batch;
  }
  if (!expected || !plan.table.ofOneMoment) return;
  if (read !== expected.rows && !(expected.atLeast && read > expected.rows))
    throw notWhole(side, plan, expected.rows, 'reading them brought', read);
}

function notWhole(side: Side, { table }: SidePlan, there: number, how: string, seen: number): SideError {
  const [rows, found] = [there, seen].map((count) => count.toLocaleString('en'));
  return new SideError(
    side,
    `of ${rows} rows of ${table.name} that one look at a snapshot found, ${how} ${found}. Neither proves anything: something limits or filters what the agent is answered, an index is damaged, or the table is a view whose rows change from one look to the next. Check the settings of server, user and proxy, and the table (CHECK TABLE, amcheck, PRAGMA integrity_check).`,
  );
}
