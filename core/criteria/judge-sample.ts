import type { RunFigures } from '../evidence/figures.ts';
import type { CheckRollup, DatasetFacts } from '../evidence/rollup.ts';
import { Exact } from '../exact.ts';
import { counted, countText } from '../format/count.ts';
import { ratioText } from '../format/ratio.ts';
import { lowerBound } from '../stats/lower-bound.ts';
import { rowsNeeded } from '../stats/rows-needed.ts';
import { type Claim, isProven, isRefuted, type Sample } from '../stats/sample.ts';
import { type Finding, unknownFinding } from './finding.ts';
import { type Pool, type PooledDraws, poolDraws } from './pool-draws.ts';
import type { RateClaim } from './rate-claim.ts';

/** What a claim may be refuted by. */
const refuting: readonly Pool[] = (['apart', 'together'] as const).flatMap((unnamed) => [
  { untied: 'none', unnamed },
  { untied: 'all', unnamed },
]);

/**
 * Rows were drawn, so the exact bound is judged, not the figure. The trial is the row: fields of one row are not independent, so
 * a row with any mismatch fails.
 */
export function judgeSample(dataset: DatasetFacts, check: CheckRollup, run: RunFigures, given: RateClaim): Finding {
  const { comparator, threshold } = given;
  if (comparator === 'lt' || comparator === 'lte') {
    return unknownFinding(dataset, 'inconclusive', 'a sample cannot prove that rows differ');
  }
  const pooled = (pool?: Pool) => poolDraws(check, run.day, given.windowDays, pool);
  const byField = given.by === 'fields' && (run.fields?.columns ?? 0) > 0;
  const claim: Claim = { share: threshold, strict: comparator === 'gt' };
  const fails = (draws: PooledDraws) => trialsOf(draws, byField).some((trial) => isRefuted(trial, claim));
  // Rows that no count explains, or that may have been drawn before, can show that a claim does not hold, and hide nothing of what the others show.
  const failing = refuting.map((pool) => pooled(pool)).find(fails);
  const proving = pooled();
  const untied = run.size?.untied ?? (proving.rows.rows === 0 ? 'no row was drawn from the whole dataset' : null);
  const drawn = failing ?? (untied === null ? proving : pooled({ untied: 'all', unnamed: 'apart' }));
  const sample = byField ? drawn.paired : drawn.rows;
  if (sample.rows === 0) return unknownFinding(dataset, 'no_evidence', '0 rows sampled');
  const bound = lowerBound(sample);
  const value = new Exact(sample.rows - sample.failing).div(sample.rows);
  const again = drawn === proving && drawn.addsNothing ? ', draws that name no seed add nothing to others' : '';
  const size = `sample of ${countText(sample.rows)}${sample.population === null ? '' : ` from ${countText(sample.population)}`}${again}`;
  const detail = bound
    ? `${ratioText(value, { failing: 'down', threshold })} in a ${size}, 95 % bound ${ratioText(bound, { failing: 'down', threshold, significant: 4 })}`
    : size;
  const finding = {
    dataset,
    value,
    bound,
    pool: { part: new Exact(sample.rows - sample.failing), whole: new Exact(sample.rows) },
    basis: drawn.runIds.map((runId) => ({ runId, asOf: run.asOf, method: run.method })),
    detail,
    gap: null,
  } as const;
  if (failing) return { ...finding, outcome: 'not_met', reason: null };
  if (untied !== null) {
    const gap = 'needs a sample of all rows that were counted';
    return { ...finding, value: null, bound: null, outcome: 'unknown', reason: 'inconclusive', detail: untied, gap };
  }
  const open = trialsOf(drawn, byField)
    .map((trial) => whatIsMissing(trial, drawn.rows.rows, drawn.suspected, check, claim))
    .find((missing) => missing !== null);
  if (open === undefined) return { ...finding, outcome: 'met', reason: null, bothWays: true };
  return { ...finding, outcome: 'unknown', reason: 'inconclusive', gap: open };
}

/** A rate over pairs says nothing of rows that have no partner: that there are few of them has to be proven as well. */
function trialsOf({ rows, paired, unpaired }: PooledDraws, byField: boolean): Sample[] {
  return byField ? [paired, { ...rows, failing: unpaired }] : [rows];
}

/** Null where the claim is proven, with suspected rows counted as failing too. */
function whatIsMissing(
  sample: Sample,
  drawnRows: number,
  suspected: number,
  { sampleRows }: CheckRollup,
  claim: Claim,
): string | null {
  if (!isProven(sample, claim)) return needsText(sample, claim);
  // The size was declared beforehand: stopping as soon as it fits would prove too much.
  const declared = Math.min(sampleRows ?? 0, sample.population ?? Number.POSITIVE_INFINITY);
  if (drawnRows < declared)
    return `needs ${counted(declared - drawnRows, 'row')} more of the ${countText(declared)} declared`;
  const worst = { rows: sample.rows + suspected, failing: sample.failing + suspected, population: null };
  if (suspected > 0 && !isProven(worst, claim)) return `${counted(suspected, 'suspected row')} to decide`;
  return null;
}

function needsText(sample: Sample, claim: Claim): string {
  const { clean, atObservedRate } = rowsNeeded(sample, claim);
  if (clean === null) return 'no sample can prove it';
  const rate = sample.failing > 0 && atObservedRate !== null ? `, ${countText(atObservedRate)} at the rate so far` : '';
  return `needs ${countText(clean)} clean ${clean === 1 ? 'row' : 'rows'} more${rate}`;
}
