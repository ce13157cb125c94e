import type { Decimal } from 'decimal.js';
import type { RunFigures } from '../../evidence/figures.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../../evidence/rollup.ts';
import { smallerText } from '../../evidence/tie-count.ts';
import type { Sides } from '../../evidence/witnesses.ts';
import { Exact } from '../../exact.ts';
import { counted, countText } from '../../format/count.ts';
import { msOf } from '../../time/instant.ts';
import { meets } from '../compare.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { judgeEachDataset } from '../each-dataset.ts';
import { type Finding, unknownFinding } from '../finding.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { ratioWords } from '../ratio-words.ts';
import type { Requirement } from '../requirement.ts';
import { writtenBetween } from '../written-between.ts';

/** |N_target − N_legacy| / N_legacy of the worst dataset, both counts taken below a common watermark. */
export const recordCountVariance: Metric<'record_count_variance'> = {
  id: 'record_count_variance',
  name: 'Record-count variance',
  unit: 'ratio',
  better: 'less',
  most: null,
  withoutThreshold: null,
  usual: { comparator: 'lt', threshold: '0.0001' },
  least: 'a count of all rows, both sides read at once or two counts more that tell how fast they change',
  waitsFor: null,
  requires: ['record_count'],
  reads: ['record_count'],
  counts: 'figure',
  window: null,
  options: [],
  page: 'evidence',
  backlog: 'differences',
  changesAt: [whenResultsAge],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const words = ratioWords(definition, recordCountVariance);
  return judgeEachDataset(
    { definition, evidence, now, words },
    { kind: 'record_count', of: 'every' },
    (dataset, check, run) => judge(dataset, check, run, definition, words.threshold),
  );
}

function judge(
  dataset: DatasetFacts,
  check: CheckRollup,
  run: RunFigures,
  { comparator }: Requirement,
  threshold: Decimal | null,
): Finding {
  const unproven = (reason: 'no_evidence' | 'inconclusive', detail: string) => unknownFinding(dataset, reason, detail);
  if (threshold === null) return unproven('no_evidence', 'the criterion has no threshold');
  if (!run.recordCount) return unproven('no_evidence', 'nothing was counted');
  const { legacy, target } = run.recordCount;
  const empty = legacy === 0 && target === 0;
  if (empty && !dataset.mayBeEmpty) return unproven('no_evidence', '0 rows on both sides, and it may not be empty');
  if (run.compared === 0 && !empty) return unproven('no_evidence', '0 rows compared');
  if (run.skippedChunks > 0) return unproven('inconclusive', `${counted(run.skippedChunks, 'chunk')} skipped`);
  if (run.method === 'sample') return unproven('inconclusive', 'rows were sampled: a count needs all of them');
  const difference = Math.abs(target - legacy);
  const value = rateOf(difference, legacy);
  const written = writtenBetween(check, run, dataset.lagMs ?? 0);
  if (written === null)
    return unproven('inconclusive', `${apartText(run)}, and nobody knows what was written in between`);
  // Whatever was written between the two counts may hide a difference or make one.
  const best = meets(rateOf(Math.max(0, difference - written), legacy + written), comparator, threshold);
  const worst = meets(rateOf(difference + written, Math.max(0, legacy - written)), comparator, threshold);
  if (best !== worst) {
    return {
      ...unproven(
        'inconclusive',
        `${apartText(run)}; up to ${counted(written, 'row')} may have been written in between`,
      ),
      value,
    };
  }
  const doubt = worst ? smallerThanSeen(run, { legacy, target }, (rate) => meets(rate, comparator, threshold)) : null;
  if (doubt !== null) return { ...unproven('inconclusive', doubt), basis: [run] };
  return {
    dataset,
    outcome: worst ? 'met' : 'not_met',
    bothWays: true,
    reason: null,
    value,
    bound: null,
    // Gross: one dataset's surplus never makes up for another's loss.
    pool: { part: new Exact(difference), whole: new Exact(legacy) },
    basis: [run],
    detail: difference === 0 ? '' : `${countText(legacy)} rows in legacy, ${countText(target)} in the target`,
    gap: null,
  };
}

/** A count of fewer rows does not answer a larger one that failed, nor one of more than twice as many, before it has been shown for a while. */
function smallerThanSeen({ size }: RunFigures, counts: Sides, isMet: (rate: Decimal) => boolean): string | null {
  if (size?.untied) return size.untied;
  const failed = size?.failed;
  if (!failed || isMet(rateOf(Math.abs(failed.target - failed.legacy), failed.legacy))) return null;
  return smallerText(counts, failed);
}

/** Nothing on the legacy side is nothing wrong, unless there is something on the target. */
function rateOf(difference: number, legacy: number): Decimal {
  return legacy === 0 ? new Exact(difference === 0 ? 0 : 1) : new Exact(difference).div(legacy);
}

/** "both sides were counted 3 h apart" */
function apartText({ recordCount }: RunFigures): string {
  const at = recordCount?.at;
  if (!at) return 'the run does not say when it counted each side';
  const minutes = Math.round(Math.abs(msOf(at.legacy) - msOf(at.target)) / 60_000);
  return `both sides were counted ${minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`} apart`;
}
