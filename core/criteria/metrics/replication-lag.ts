import type { LagLook, RunFigures } from '../../evidence/figures.ts';
import type { CheckRollup, Evidence } from '../../evidence/rollup.ts';
import { Exact } from '../../exact.ts';
import { counted, countText } from '../../format/count.ts';
import { fewestSamples } from '../../stats/fewest-samples.ts';
import { msOf } from '../../time/instant.ts';
import { utcMinute } from '../../time/utc-minute.ts';
import { meets } from '../compare.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { judgeEachDataset } from '../each-dataset.ts';
import { unknownFinding } from '../finding.ts';
import { isOfWindow, longestLag, placed } from '../longest-lag.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { msWords } from '../ms-words.ts';
import type { Requirement } from '../requirement.ts';

/** Each day of it is judged by itself and the worst decides, so a longer one is harder. */
const window = { days: 1, longer: 'tightens' } as const;

/**
 * 95th percentile of the replication lag, of the worst dataset that has such a check: of its newest run, or whatever longer one of the window
 * nothing answers, of a run or of telemetry.
 */
export const replicationLag: Metric<'replication_lag'> = {
  id: 'replication_lag',
  name: 'Replication lag',
  unit: 'ms',
  better: 'less',
  most: null,
  withoutThreshold: null,
  usual: { comparator: 'lte', threshold: '5000' },
  least: '59 samples, on each day of its window',
  waitsFor: null,
  requires: [],
  reads: ['replication_lag'],
  counts: 'figure',
  window,
  options: [],
  page: 'evidence',
  backlog: null,
  changesAt: [whenResultsAge],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const words = msWords(definition, replicationLag);
  const by = { kind: 'replication_lag', of: 'declared' } as const;
  return judgeEachDataset({ definition, evidence, now, words }, by, (dataset, check, run) => {
    if (words.threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    if (!run.lag || run.lag.samples === 0) return unknownFinding(dataset, 'no_evidence', 'no sample was taken');
    const windowDays = definition.windowDays ?? window.days;
    const longer = longestLag(check, run, windowDays, evidence.timeZone);
    const value = new Exact(longer?.p95Ms ?? run.lag.p95Ms);
    const isMet = meets(value, definition.comparator, words.threshold);
    const gap = isMet ? whatIsMissing(check, run, run.lag.samples, windowDays) : null;
    const newest = `p95 of ${counted(run.lag.samples, 'sample')}, at most ${countText(run.lag.maxMs)} ms`;
    return {
      dataset,
      outcome: gap === null ? (isMet ? 'met' : 'not_met') : 'unknown',
      reason: gap === null ? null : 'inconclusive',
      value,
      bound: null,
      pool: null,
      basis: [...(longer ? [{ ...longer, method: run.method }] : []), run],
      detail: longer ? `${lookText(longer)}; newest: ${newest}` : newest,
      gap,
    };
  });
}

/** "p95 of 1,000 samples at 2026-11-21 08:00 UTC" */
function lookText({ runId, asOf, size }: LagLook): string {
  const of = runId === null ? `the worst of ${counted(size, 'minute')} of telemetry` : counted(size, 'sample');
  return `p95 of ${of} at ${utcMinute(msOf(asOf))}`;
}

const FEWEST = fewestSamples('0.95');

/** A percentile of few samples may never have been seen, and a day on which nobody looked is not the best of a window. */
function whatIsMissing(check: CheckRollup, run: RunFigures, samples: number, windowDays: number): string | null {
  if (samples < FEWEST) return `needs ${counted(FEWEST - samples, 'sample')} more for a 95th percentile`;
  if (run.skippedChunks > 0) return `${counted(run.skippedChunks, 'chunk')} skipped`;
  const isMeasured = ({ size, reach }: LagLook) => size >= FEWEST && reach !== 'part';
  const days = placed(check).filter(({ day, look }) => isOfWindow(day, run.day, windowDays) && isMeasured(look));
  const measured = new Set(days.map(({ day }) => day)).size;
  return measured >= windowDays || windowDays === 1
    ? null
    : `measured on ${countText(measured)} of ${counted(windowDays, 'day')}`;
}
