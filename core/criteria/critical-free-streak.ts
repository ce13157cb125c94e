import type { Evidence } from '../evidence/rollup.ts';
import { counted } from '../format/count.ts';
import { streakOf } from '../streak/streak.ts';
import { earliest } from '../time/instant.ts';
import type { Streak } from '../verdict/schema.ts';
import { judgeStreak, streakChecks } from './judge-streak.ts';
import { runIdsOf } from './run-ids.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';
import { datasetsInScope } from './scope.ts';

/** The ledger a streak criterion is judged by, for the page as for the verdict. */
export function streakOfCriterion(definition: CriterionDefinition, evidence: Evidence, now: Date): Streak {
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
export function evaluateCriticalFreeStreak(
  definition: CriterionDefinition,
  evidence: Evidence,
  now: Date,
): CriterionResult {
  const datasets = datasetsInScope(evidence, definition.scope);
  const streak = streakOfCriterion(definition, evidence, now);
  const found = judgeStreak(datasets, evidence, streak, now);
  const checks = streakChecks(evidence, datasets);
  const runs = checks.flatMap(({ latest }) => latest ?? []);
  const methods = new Set(runs.filter(({ kind }) => kind === 'field_level').map(({ method }) => method));
  const [method = 'none'] = methods;
  // What is overdue or was never tested has no figure: an old one is not shown as if it were one.
  const unheard = found.reason === 'stale' || found.reason === 'no_evidence';
  return {
    outcome: found.outcome,
    unknownReason: found.reason ?? null,
    value: unheard ? null : String(streak.cleanDays),
    bound: null,
    threshold: String(streak.neededDays),
    unit: 'days',
    worst: found.dataset ? { datasetId: found.dataset.id, name: found.dataset.name } : null,
    pooled: null,
    evidence: {
      method: methods.size > 1 ? 'mixed' : method,
      oldestAsOf: earliest(runs.map(({ asOf }) => asOf)),
      runIds: runIdsOf(runs),
    },
    headline: found.headline ?? `Clean for ${streak.cleanDays} of ${counted(streak.neededDays, 'day')}`,
    detail: found.detail,
    gap: found.gap,
    needsText: `${counted(streak.neededDays, 'clean day')}`,
    nowText: unheard ? (found.reason === 'stale' ? 'overdue' : 'no evidence') : counted(streak.cleanDays, 'clean day'),
  };
}

function neededDays({ threshold, comparator }: CriterionDefinition): number {
  const days = Math.ceil(Number(threshold ?? 0));
  return Math.max(1, comparator === 'gt' ? days + 1 : days);
}
