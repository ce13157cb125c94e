import type { Snapshot } from '../connector/connector.ts';
import type { Partition } from '../connector/plan.ts';
import type { ComparisonPlan } from '../pairing/plan-comparison.ts';

/** Small buckets: few rows have to be fetched for each difference. */
const ROWS_PER_BUCKET = 16;
const MAX_BUCKETS = 65_536;
/** Primes: keys that come in steps of a round number still spread evenly. */
const PRIMES = [1, 2, 3, 7, 13, 31, 61, 127, 251, 509, 1_021, 2_039, 4_093, 8_191, 16_381, 32_749, 65_521];
/** Keys sparser than this are likely to lie in clumps, and ranges of equal width would be filled unevenly. */
const MAX_SPARSENESS = 64n;
/** Beyond this the distance of two keys does not fit the database's own 64 bits. */
const MAX_SPAN = 2n ** 62n;

/** Ranges of an integer key can be read alone through its index; where they would be uneven, remainders; else a hash. */
export async function choosePartition(plan: ComparisonPlan, legacy: Snapshot, target: Snapshot): Promise<Partition> {
  const rows = Math.max(plan.legacy.table.estimatedRows, plan.target.table.estimatedRows);
  const wanted = Math.min(MAX_BUCKETS, Math.max(1, Math.ceil(rows / ROWS_PER_BUCKET)));
  const prime = PRIMES.findLast((one) => one <= wanted) ?? 1;
  if (!plan.legacy.integerKey) return { kind: 'hash', buckets: prime };
  // Rows that come in meanwhile may lie beyond every range.
  if (!plan.legacy.table.ofOneMoment || !plan.target.table.ofOneMoment) return { kind: 'modulo', buckets: prime };
  const ranges = await Promise.all([legacy.keyRange(plan.legacy), target.keyRange(plan.target)]);
  const ends = ranges.flatMap((range) => (range ? [range.min, range.max] : []));
  const [min, max] = [ends.toSorted(ascending)[0], ends.toSorted(ascending).at(-1)];
  if (min === undefined || max === undefined) return { kind: 'modulo', buckets: 1 };
  const span = max - min + 1n;
  if (span > MAX_SPAN || span > BigInt(Math.ceil(rows) + 1_000) * MAX_SPARSENESS)
    return { kind: 'modulo', buckets: prime };
  const width = (span + BigInt(wanted) - 1n) / BigInt(wanted);
  return { kind: 'ranges', first: min, width, buckets: Number((span + width - 1n) / width) };
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
