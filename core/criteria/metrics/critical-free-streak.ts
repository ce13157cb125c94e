import type { Evidence } from '../../evidence/rollup.ts';
import { counted } from '../../format/count.ts';
import type { Streak } from '../../streak/schema.ts';
import { streakOf } from '../../streak/streak.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { judgeStreak, streakChecks, streakKinds } from '../judge-streak.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge, whenSpansChange } from '../moments.ts';
import type { Requirement } from '../requirement.ts';
import { methodOf, resultOf } from '../result-of.ts';
import { datasetsInScope } from '../scope.ts';

/** The ledger a streak criterion is judged by, for the page as for the verdict. */
export function streakOfCriterion(definition: Requirement, evidence: Evidence, now: Date): Streak {
  const datasetIds = new Set(datasetsInScope(evidence, definition.scope).map(({ id }) => id));
  return streakOf({
    evidence,
    datasetIds,
    neededDays: neededDays(definition),
    graceDays: definition.options?.voidGraceDays,
    maxGapDays: definition.options?.maxGapDays,
    nowMs: now.getTime(),
  });
}

/** Zero critical discrepancies for so many consecutive days, in every dataset in scope. */
export const criticalFreeStreak: Metric<'critical_free_streak'> = {
  id: 'critical_free_streak',
  name: 'Critical-free streak',
  unit: 'days',
  better: 'more',
  most: null,
  withoutThreshold: null,
  usual: { comparator: 'gte', threshold: '30' },
  least:
    'every row of critical datasets, on every day that counts or at most as long before as the criterion lets pass',
  waitsFor: null,
  requires: ['field_level'],
  reads: streakKinds,
  counts: 'clean_days',
  window: null,
  options: ['voidGraceDays', 'maxGapDays'],
  page: 'discrepancies',
  backlog: null,
  changesAt: [whenResultsAge, whenSpansChange],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const datasets = datasetsInScope(evidence, definition.scope);
  const streak = streakOfCriterion(definition, evidence, now);
  const found = judgeStreak(datasets, evidence, streak, now);
  const checks = streakChecks(evidence, datasets);
  const runs = checks.flatMap(({ latest }) => latest ?? []);
  // What is overdue or was never tested has no figure: an old one is not shown as if it were one.
  const unheard = found.reason === 'stale' || found.reason === 'no_evidence';
  return resultOf({
    outcome: found.outcome,
    reason: found.reason,
    value: unheard ? null : String(streak.cleanDays),
    threshold: String(streak.neededDays),
    unit: criticalFreeStreak.unit,
    dataset: found.dataset,
    basis: runs,
    method: methodOf(runs.filter(({ kind }) => kind === 'field_level')),
    headline: found.headline ?? `Clean for ${streak.cleanDays} of ${counted(streak.neededDays, 'day')}`,
    detail: found.detail,
    gap: found.gap,
    needsText: `${counted(streak.neededDays, 'clean day')}`,
    nowText: unheard ? (found.reason === 'stale' ? 'overdue' : 'no evidence') : counted(streak.cleanDays, 'clean day'),
  });
}

function neededDays({ threshold, comparator }: Requirement): number {
  const days = Math.ceil(Number(threshold ?? 0));
  return Math.max(1, comparator === 'gt' ? days + 1 : days);
}
