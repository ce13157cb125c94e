import type { CriterionResult } from '../criteria/criterion-result.ts';
import type { Metric } from '../criteria/metric.ts';
import { type Registry, registry } from '../criteria/registry.ts';
import type { AnyDefinition } from '../criteria/requirement.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import type { Blocker, Verdict } from './schema.ts';
import { verdictSentences } from './sentences.ts';

export type Decision = { verdict: Verdict; headline: string; summary: string; blockers: Blocker[] };

/**
 * `no_go` if any blocking criterion is not met or unknown, or if there is none; `conditional_go` if every blocking one is met or
 * waived and at least one is waived, or an advisory one is not met or unknown; else `go`. `reasons` stand in the way beside the
 * criteria; those that do not block leave at best a conditional go. Blockers come worst first.
 */
export function decide(
  all: readonly JudgedCriterion<AnyDefinition>[],
  reasons: readonly Blocker[] = [],
  known: Registry = registry,
): Decision {
  // What cannot be judged yet neither stands in the way nor proves anything.
  const criteria = all.filter(({ result }) => result.outcome !== 'not_available');
  const blocking = criteria.filter(({ definition }) => definition.blocking);
  const blockers = [...criteria.flatMap((criterion) => blockerOf(criterion, known) ?? []), ...reasons].sort(byWeight);
  const verdict = verdictOf(blocking, criteria, blockers);
  return { verdict, ...verdictSentences(verdict, criteria, blockers), blockers };
}

function verdictOf(
  blocking: readonly JudgedCriterion<AnyDefinition>[],
  criteria: readonly JudgedCriterion<AnyDefinition>[],
  blockers: readonly Blocker[],
): Verdict {
  if (blocking.length === 0 || blockers.some((blocker) => blocker.blocking)) return 'no_go';
  const waived = criteria.some(({ result }) => result.outcome === 'waived');
  return waived || blockers.length > 0 ? 'conditional_go' : 'go';
}

function blockerOf(
  { id, definition, result, since }: JudgedCriterion<AnyDefinition>,
  { of }: Registry,
): Blocker | null {
  const standing = standingOf(result);
  if (standing === null) return null;
  const { headline, detail, gap } = result;
  return {
    criterionId: id,
    standing,
    blocking: definition.blocking,
    headline,
    detail,
    gap,
    ownerTeam: definition.ownerTeam,
    since,
    link: { page: pageOf(of(definition.metric).page, standing), datasetId: result.worst?.datasetId ?? null },
  };
}

function standingOf({ outcome, unknownReason }: CriterionResult): Blocker['standing'] | null {
  if (outcome === 'met' || outcome === 'waived' || outcome === 'not_available') return null;
  if (outcome === 'not_met') return 'failed';
  if (unknownReason === 'stale') return 'stale';
  return unknownReason === 'inconclusive' ? 'not_proven' : 'untested';
}

function pageOf(page: Metric['page'], standing: Blocker['standing']): Blocker['link']['page'] {
  return page !== 'plan' && (standing === 'untested' || standing === 'stale') ? 'evidence' : page;
}

const weight = {
  failed: 0,
  too_early: 1,
  frozen: 2,
  condition_overdue: 3,
  not_proven: 4,
  stale: 5,
  untested: 6,
  condition_open: 7,
  schema_changed: 8,
  unapproved: 9,
} as const satisfies Record<Blocker['standing'], number>;

/** Worst first. */
export function byWeight(a: Blocker, b: Blocker): number {
  return Number(b.blocking) - Number(a.blocking) || weight[a.standing] - weight[b.standing];
}
