import type { BucketSums } from '../connector/bucket-sums.ts';
import type { RowSelection, Snapshot, Source, Watermark } from '../connector/connector.ts';
import type { Partition } from '../connector/plan.ts';
import { type BothSnapshots, withSnapshots } from '../connector/with-snapshots.ts';
import type { ComparisonPlan } from '../pairing/plan-comparison.ts';
import { choosePartition } from './choose-partition.ts';
import { differingFields } from './differing-fields.ts';
import { mergeRows } from './merge-rows.ts';
import { differingRows, type Outcome, pairRows } from './pair-rows.ts';
import { Rereader } from './reread.ts';
import { Tally } from './tally.ts';
import { type Expected, expectedRows, provenRows, provePass } from './whole.ts';

/** When more than this share of the rows lies in differing buckets, both tables are read in key order from end to end. */
const MAX_FETCHED_SHARE = 0.5;

export type CompareOptions = {
  lagMs: number;
  sampling: { rows: number; seed: string } | null;
  signal: AbortSignal;
  onProgress?: (text: string) => void;
};

/** In rows. `suspected`: all that differed when first read, whatever became of them. */
export type LagLifecycle = { suspected: number; healed: number; confirmed: number; healP95Ms: number | null };

export type Comparison = {
  tally: Tally;
  asOf: { legacy: Watermark; target: Watermark };
  lag: LagLifecycle;
  /** Absent for a sample. */
  pass: { partition: Partition; legacy: BucketSums; target: BucketSums } | undefined;
  /** Rows of the legacy side a sample was drawn from; null for a full comparison. */
  population: number | null;
};

/** Hears of every difference that is confirmed or still moves, and how rows were cut into buckets (not for a sample). */
export type OutcomeListener = (
  outcome: Outcome,
  state: 'confirmed' | 'suspected',
  partition: Partition | undefined,
) => void;

/** Compares two tables row by row: one pass of checksums on each side, then only what differs. */
export async function compareTables(
  plan: ComparisonPlan,
  sources: { legacy: Source; target: Source },
  options: CompareOptions,
  onOutcome?: OutcomeListener,
): Promise<Comparison> {
  return await withSnapshots(sources, 'scan', (snapshots) =>
    compareSnapshots(plan, sources, snapshots, options, onOutcome),
  );
}

async function compareSnapshots(
  plan: ComparisonPlan,
  sources: { legacy: Source; target: Source },
  { legacy, target }: BothSnapshots,
  options: CompareOptions,
  onOutcome: OutcomeListener | undefined,
): Promise<Comparison> {
  const readMs = Date.now();
  const { selection, pass, population, expected } = await narrow(plan, legacy, target, options);
  const tally = new Tally(plan);
  const lag: LagLifecycle = { suspected: 0, healed: 0, confirmed: 0, healP95Ms: null };
  const healedAfter = new Map<number, number>();
  const take = (outcome: Outcome, state: 'confirmed' | 'suspected') => {
    tally.add(outcome, state, new Date().toISOString());
    if (differingRows(outcome) > 0) onOutcome?.(outcome, state, pass?.partition);
  };
  const rereader = new Rereader({
    plan,
    ...sources,
    lagMs: options.lagMs,
    signal: options.signal,
    onSettled: ({ outcome, state, rows, afterMs }) => {
      // What healed differs no more: it is as many rows as it was.
      lag[state] += state === 'healed' ? rows : differingRows(outcome);
      if (state === 'healed') {
        const rounded = Math.round(afterMs / 10) * 10;
        healedAfter.set(rounded, (healedAfter.get(rounded) ?? 0) + 1);
      }
      take(outcome, state === 'healed' ? 'confirmed' : state);
    },
  });
  if (pass && selection?.kind !== 'all') tally.addIdentical(rowsOfEqualBuckets(pass.legacy, pass.target));
  if (selection) {
    options.onProgress?.('reading the rows that differ');
    const left = provenRows('legacy', plan.legacy, legacy.rows(plan.legacy, selection), expected.legacy);
    const right = provenRows('target', plan.target, target.rows(plan.target, selection), expected.target);
    const identical = await mergeRows(left, right, {
      shape: plan.legacy,
      repeats: !hasUniqueKey(plan),
      signal: options.signal,
      onPair: (one, other) => {
        const columns = differingFields(plan, one, other);
        if (columns.length === 0) return 'identical';
        return !onOutcome && options.lagMs === 0 && tally.addUnlisted(columns) ? 'counted' : 'unlike';
      },
      onUnlike: (rows) => {
        const outcome = pairRows(plan, rows);
        const differs = differingRows(outcome) > 0;
        if (!differs || options.lagMs === 0) {
          take(outcome, 'confirmed');
          return undefined;
        }
        return rereader.add(outcome, rows.pairedBefore, readMs);
      },
    });
    tally.addIdentical(identical);
  }
  await Promise.all([legacy.close(), target.close()]);
  await rereader.finish();
  lag.suspected += lag.healed + lag.confirmed;
  lag.healP95Ms = percentile95(healedAfter);
  return { tally, asOf: { legacy: legacy.watermark, target: target.watermark }, lag, pass, population };
}

type Narrowed = {
  selection: RowSelection | undefined;
  pass: Comparison['pass'];
  population: number | null;
  /** What reading the selection must bring; undefined where nothing is known of it beforehand. */
  expected: { legacy?: Expected; target?: Expected };
};

/** Which rows have to be looked at: none, those of some buckets, all, or those of a sample. */
async function narrow(
  plan: ComparisonPlan,
  legacy: Snapshot,
  target: Snapshot,
  options: CompareOptions,
): Promise<Narrowed> {
  if (options.sampling) {
    const { seed, rows } = options.sampling;
    const bound = await legacy.sampleBound(plan.legacy, seed, rows);
    // An empty legacy side: every target row is an extra one, and all of them are looked at.
    const selection: RowSelection = bound ? { kind: 'sample', seed, upTo: bound.upTo } : { kind: 'all' };
    const population = bound?.population ?? 0;
    // Rows of one key have one hash: a sample may be larger than was asked for.
    const expected = { legacy: { rows: Math.min(rows, population), atLeast: true } };
    return { selection, pass: undefined, population, expected };
  }
  options.onProgress?.('computing checksums in both databases');
  const partition = await choosePartition(plan, legacy, target);
  const [left, right] = await Promise.all([
    legacy.sumBuckets(plan.legacy, partition),
    target.sumBuckets(plan.target, partition),
  ]);
  provePass('legacy', plan.legacy, left);
  provePass('target', plan.target, right);
  const pass = { partition, legacy: left, target: right };
  const buckets: number[] = [];
  let fetched = 0;
  for (let bucket = 0; bucket < left.counts.length; bucket++) {
    if (left.sameBucket(right, bucket)) continue;
    buckets.push(bucket);
    fetched += (left.counts[bucket] ?? 0) + (right.counts[bucket] ?? 0);
  }
  if (buckets.length === 0) return { selection: undefined, pass, population: null, expected: {} };
  const all = fetched > (left.rows() + right.rows()) * MAX_FETCHED_SHARE;
  const selection: RowSelection = all ? { kind: 'all' } : { kind: 'buckets', partition, buckets };
  const expected = { legacy: expectedRows(selection, left), target: expectedRows(selection, right) };
  return { selection, pass, population: null, expected };
}

function rowsOfEqualBuckets(legacy: BucketSums, target: BucketSums): number {
  let rows = 0;
  for (let bucket = 0; bucket < legacy.counts.length; bucket++) {
    if (legacy.sameBucket(target, bucket)) rows += legacy.counts[bucket] ?? 0;
  }
  return rows;
}

/** Both sides promise that the key occurs once. */
function hasUniqueKey(plan: ComparisonPlan): boolean {
  return (['legacy', 'target'] as const).every((side) => {
    const { table, columns, keyColumns } = plan[side];
    const key = columns.slice(0, keyColumns).map((column) => column.name);
    const filled = columns.slice(0, keyColumns).every((column) => !column.nullable);
    return filled && table.primaryKey.length > 0 && table.primaryKey.every((name) => key.includes(name));
  });
}

/** Of times and how often each occurred. */
function percentile95(times: Map<number, number>): number | null {
  const total = [...times.values()].reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [time, count] of [...times].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= total * 0.95) return time;
  }
  return null;
}
