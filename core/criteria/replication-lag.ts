import type { CheckRollup, Evidence } from '../evidence/rollup.ts';
import { Exact } from '../exact.ts';
import { addDays } from '../time/day.ts';
import { meets } from './compare.ts';
import { judgeEachDataset } from './each-dataset.ts';
import { unknownFinding } from './finding.ts';
import { msWords } from './ms-words.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';

/** 95th percentile of the replication lag, of the worst dataset that has such a check: of its newest run, or the worst day of the window. */
export function evaluateReplicationLag(
  definition: CriterionDefinition,
  evidence: Evidence,
  now: Date,
): CriterionResult {
  const words = msWords(definition, 'Replication lag');
  const by = { kind: 'replication_lag', of: 'declared' } as const;
  return judgeEachDataset({ definition, evidence, now, words }, by, (dataset, check, run) => {
    if (words.threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    if (!run.lag || run.lag.samples === 0) return unknownFinding(dataset, 'no_evidence', 'no sample was taken');
    const p95 = Math.max(run.lag.p95Ms, worstOf(check, run.day, definition.windowDays ?? 1));
    const value = new Exact(p95);
    return {
      dataset,
      outcome: meets(value, definition.comparator, words.threshold) ? 'met' : 'not_met',
      reason: null,
      value,
      bound: null,
      pool: null,
      basis: [run],
      detail: `p95 of ${run.lag.samples} samples, at most ${run.lag.maxMs} ms`,
      gap: null,
    };
  });
}

/** Worst p95 of the newest runs of each day of the window. */
function worstOf({ days }: CheckRollup, newestDay: string, windowDays: number): number {
  const from = addDays(newestDay, 1 - windowDays);
  const inWindow = days.filter(({ day }) => day >= from && day <= newestDay);
  return Math.max(0, ...inWindow.map(({ figures }) => figures.newest?.lag?.p95Ms ?? 0));
}
