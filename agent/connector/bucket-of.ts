import { md5, rowText, word } from '../row/row-hash.ts';
import type { Field } from '../row/row-line.ts';
import type { Partition, SidePlan } from './plan.ts';

/**
 * Bucket of a row, given its canonical key: what a connector's SQL computes, for databases that compute in this process and for
 * telling which bucket a difference lies in. Keys that are no integers go into the bucket past the last one. Where all
 * columns are key, the hash of the row is the hash of the key; other digits of it than the sums use.
 */
export function bucketOf(plan: SidePlan, partition: Partition, key: readonly Field[], rowHash?: string): number {
  if (partition.kind === 'hash') {
    const wholeRow = plan.keyColumns === plan.columns.length;
    const columns = plan.columns.slice(0, plan.keyColumns);
    const hash =
      (wholeRow && rowHash) ||
      md5(
        rowText(
          columns.map((column) => column.boundary),
          key,
        ),
      );
    return word(hash, wholeRow ? 16 : 0) % partition.buckets;
  }
  const [text] = key;
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) return partition.buckets;
  const value = BigInt(text);
  if (partition.kind === 'ranges') return Number((value - partition.first) / partition.width);
  const rest = Number(value % BigInt(partition.buckets));
  return Math.abs(rest);
}
