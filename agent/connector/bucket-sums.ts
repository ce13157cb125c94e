import { AmountSum } from '../value/amount-sum.ts';

const LOW = 0xffff_ffffn;

/**
 * Row count and sum of row hashes (modulo 2^64) for each bucket: 16 bytes a bucket, however many rows there are. A sum does
 * not depend on the order of rows and, unlike an exclusive or, does not cancel doubled rows.
 */
export class BucketSums {
  readonly counts: Float64Array;
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** How many rows the same part of the table has by a count of its own: what proves that the sums are of all of them. */
  counted = 0;
  /** Of the plan's amount column, over all buckets; 0 where it has none. */
  readonly amounts = new AmountSum();

  constructor(buckets: number, from?: { counts: Float64Array; high: Uint32Array; low: Uint32Array }) {
    this.counts = from?.counts ?? new Float64Array(buckets);
    this.high = from?.high ?? new Uint32Array(buckets);
    this.low = from?.low ?? new Uint32Array(buckets);
  }

  /** Takes the whole of a bucket as its database summed it up. */
  set(bucket: number, rows: number, sum: bigint): void {
    const unsigned = BigInt.asUintN(64, sum);
    this.counts[bucket] = rows;
    this.high[bucket] = Number(unsigned >> 32n);
    this.low[bucket] = Number(unsigned & LOW);
  }

  /** Adds one row, its hash given as two unsigned 32-bit words. */
  add(bucket: number, high: number, low: number): void {
    const sum = (this.low[bucket] ?? 0) + low;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.low[bucket] = sum;
    this.high[bucket] = (this.high[bucket] ?? 0) + high + (sum > 0xffff_ffff ? 1 : 0);
  }

  /** Adds the sums of other rows, cut into the same buckets. */
  merge(other: BucketSums): void {
    this.amounts.add(other.amounts.text());
    this.counted += other.counted;
    for (let bucket = 0; bucket < other.counts.length; bucket++) {
      const count = other.counts[bucket] ?? 0;
      if (count === 0) continue;
      const low = (this.low[bucket] ?? 0) + (other.low[bucket] ?? 0);
      this.counts[bucket] = (this.counts[bucket] ?? 0) + count;
      this.low[bucket] = low;
      this.high[bucket] = (this.high[bucket] ?? 0) + (other.high[bucket] ?? 0) + (low > 0xffff_ffff ? 1 : 0);
    }
  }

  rows(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  sameBucket(other: BucketSums, bucket: number): boolean {
    return (
      this.counts[bucket] === other.counts[bucket] &&
      this.high[bucket] === other.high[bucket] &&
      this.low[bucket] === other.low[bucket]
    );
  }
}
