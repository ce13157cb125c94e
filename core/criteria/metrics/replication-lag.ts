import type { RunFigures } from '../../evidence/figures.ts';
import type { CheckRollup, Evidence } from '../../evidence/rollup.ts';
import { Exact } from '../../exact.ts';
import { counted, countText } from '../../format/count.ts';
import { fewestSamples } from '../../stats/fewest-samples.ts';
import { addDays } from '../../time/day.ts';
import { meets } from '../compare.ts';
import { judgeEachDataset } from '../each-dataset.ts';
import { unknownFinding } from '../finding.ts';
import type { Metric } from '../metric.ts';
import { msWords } from '../ms-words.ts';
import type { CriterionResult, Requirement } from '../schema.ts';

/** Each day of it is judged by itself and the worst decides, so a longer one is harder. */
const window = { days: 1, longer: 'tightens' } as const;

/** 95th percentile of the replication lag, of the worst dataset that has such a check: of its newest run, or the worst day of the window. */
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
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const words = msWords(definition, replicationLag);
  const by = { kind: 'replication_lag', of: 'declared' } as const;
  return judgeEachDataset({ definition, evidence, now, words }, by, (dataset, check, run) => {
    if (words.threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    if (!run.lag || run.lag.samples === 0) return unknownFinding(dataset, 'no_evidence', 'no sample was taken');
    const windowDays = definition.windowDays ?? window.days;
    const value = new Exact(Math.max(run.lag.p95Ms, worstOf(check, run.day, windowDays)));
    const isMet = meets(value, definition.comparator, words.threshold);
    const gap = isMet ? whatIsMissing(check, run, run.lag.samples, windowDays) : null;
    return {
      dataset,
      outcome: gap === null ? (isMet ? 'met' : 'not_met') : 'unknown',
      reason: gap === null ? null : 'inconclusive',
      value,
      bound: null,
      pool: null,
      basis: [run],
      detail: `p95 of ${counted(run.lag.samples, 'sample')}, at most ${countText(run.lag.maxMs)} ms`,
      gap,
    };
  });
}

const FEWEST = fewestSamples('0.95');

/** A percentile of few samples may never have been seen, and a day on which nobody looked is not the best of a window. */
function whatIsMissing(check: CheckRollup, run: RunFigures, samples: number, windowDays: number): string | null {
  if (samples < FEWEST) return `needs ${counted(FEWEST - samples, 'sample')} more for a 95th percentile`;
  if (run.skippedChunks > 0) return `${counted(run.skippedChunks, 'chunk')} skipped`;
  const measured = lagsOf(check, run.day, windowDays).filter((lag) => lag.samples >= FEWEST).length;
  return measured >= windowDays || windowDays === 1
    ? null
    : `measured on ${countText(measured)} of ${counted(windowDays, 'day')}`;
}

/** Worst p95 of the newest runs of each day of the window. */
function worstOf(check: CheckRollup, newestDay: string, windowDays: number): number {
  return Math.max(0, ...lagsOf(check, newestDay, windowDays).map(({ p95Ms }) => p95Ms));
}

function lagsOf({ days }: CheckRollup, newestDay: string, windowDays: number) {
  const from = addDays(newestDay, 1 - windowDays);
  const inWindow = days.filter(({ day }) => day >= from && day <= newestDay);
  return inWindow.flatMap(({ figures }) => figures.newest?.lag ?? []);
}
