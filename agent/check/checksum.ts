import { type Comparison, compareTables } from '../compare/compare-tables.ts';
import { bucketOf } from '../connector/bucket-of.ts';
import type { BucketSums } from '../connector/bucket-sums.ts';
import type { ComparisonPlan } from '../pairing/plan-comparison.ts';
import type { CheckRequest, CheckResult } from './check.ts';
import { planDataset } from './plan-dataset.ts';

/** Buckets are summed up to at most this many segments: few enough to list them all when all differ. */
const MAX_SEGMENTS = 1_000;

/**
 * Compares checksums of segments of the table. A segment differs when a row in it does, after the lag: a checksum alone could
 * not tell rows in flight from rows that are wrong. Segments in which rows keep moving are reported as skipped.
 */
export async function checkChecksum(request: CheckRequest): Promise<CheckResult> {
  const plan = await planDataset({ ...request.dataset, moneyColumn: null }, request.sides);
  const buckets = { confirmed: new Set<number>(), suspected: new Set<number>() };
  const comparison = await compareTables(
    plan,
    request.sides,
    { ...request, sampling: null },
    (outcome, state, partition) => {
      if (partition) buckets[state].add(bucketOf(plan.legacy, partition, outcome.key));
    },
  );
  return resultOf(plan, comparison, buckets);
}

function resultOf(
  plan: ComparisonPlan,
  comparison: Comparison,
  buckets: { confirmed: Set<number>; suspected: Set<number> },
): CheckResult {
  const { pass } = comparison;
  if (!pass) throw new Error('A checksum is never computed from a sample.');
  const perSegment = Math.ceil(pass.legacy.counts.length / MAX_SEGMENTS);
  const segmentOf = (bucket: number) => Math.floor(bucket / perSegment);
  const [legacy, target] = [segmentsOf(pass.legacy, perSegment), segmentsOf(pass.target, perSegment)];
  const compared = [...legacy.keys()].filter((i) => legacy[i] !== null || target[i] !== null).length;
  const differing = [...new Set([...buckets.confirmed].map(segmentOf))].sort((a, b) => a - b);
  const moving = new Set([...buckets.suspected].map(segmentOf).filter((segment) => !differing.includes(segment)));
  const rows = Math.max(pass.legacy.rows(), pass.target.rows());
  return {
    body: {
      kind: 'checksum',
      segmentsCompared: compared,
      rows: { legacy: pass.legacy.rows(), target: pass.target.rows() },
      checksums: differing.map((segment) => ({
        segment: `${pass.partition.kind} ${segment + 1} of ${legacy.length}`,
        legacy: legacy[segment] ?? null,
        target: target[segment] ?? null,
      })),
      ...(plan.notCompared.length > 0 ? { notCompared: plan.notCompared } : {}),
    },
    asOf: comparison.asOf,
    coverage: { method: 'full', population: rows, compared: rows, skippedChunks: moving.size, seed: null },
  };
}

/** For each segment its rows and the sum of their hashes, null where there are no rows. */
function segmentsOf(sums: BucketSums, perSegment: number): (string | null)[] {
  const texts: (string | null)[] = [];
  for (let from = 0; from < sums.counts.length; from += perSegment) {
    let rows = 0;
    let sum = 0n;
    for (let bucket = from; bucket < Math.min(from + perSegment, sums.counts.length); bucket++) {
      rows += sums.counts[bucket] ?? 0;
      sum += (BigInt(sums.high[bucket] ?? 0) << 32n) + BigInt(sums.low[bucket] ?? 0);
    }
    texts.push(rows === 0 ? null : `${rows}:${BigInt.asUintN(64, sum).toString(16).padStart(16, '0')}`);
  }
  return texts;
}
