import type { CriterionResult } from '#core/criteria/criterion-result.ts';
import type { DayState } from '#core/streak/schema.ts';
import type { Blocker, Verdict } from '#core/verdict/schema.ts';
import type { StatusWords } from '../ui/status.tsx';

export const verdictWords = {
  go: { word: 'Go', shape: 'check', tone: 'go' },
  conditional_go: { word: 'Conditional go', shape: 'triangle', tone: 'cond' },
  no_go: { word: 'No-go', shape: 'diamond', tone: 'no' },
} as const satisfies Record<Verdict, StatusWords>;

export const standingWords = {
  failed: { word: 'failed', shape: 'diamond', tone: 'no' },
  not_proven: { word: 'not proven', shape: 'half', tone: 'unk' },
  stale: { word: 'stale', shape: 'clock', tone: 'unk' },
  untested: { word: 'untested', shape: 'dotted', tone: 'unk' },
  frozen: { word: 'frozen', shape: 'diamond', tone: 'no' },
  too_early: { word: 'too early', shape: 'diamond', tone: 'no' },
  condition_overdue: { word: 'condition overdue', shape: 'diamond', tone: 'no' },
  condition_open: { word: 'condition open', shape: 'triangle', tone: 'cond' },
  schema_changed: { word: 'schema changed', shape: 'triangle', tone: 'cond' },
  unapproved: { word: 'not approved', shape: 'triangle', tone: 'cond' },
} as const satisfies Record<Blocker['standing'], StatusWords>;

/** Under which of the two plans, while one waits for approval. */
export const underWords = {
  approved: 'under the approved plan',
  standing: 'under the plan as it stands',
} as const satisfies Record<NonNullable<Blocker['onlyUnder']>, string>;

const outcomeWords = {
  met: { word: 'met', shape: 'check', tone: 'go' },
  not_met: { word: 'not met', shape: 'diamond', tone: 'no' },
  waived: { word: 'waived', shape: 'triangle', tone: 'cond' },
  not_available: { word: 'not available yet', shape: 'dotted', tone: 'unk' },
} as const satisfies Record<Exclude<CriterionResult['outcome'], 'unknown'>, StatusWords>;

const unknownWords = {
  no_evidence: standingWords.untested,
  stale: standingWords.stale,
  inconclusive: standingWords.not_proven,
} as const satisfies Record<NonNullable<CriterionResult['unknownReason']>, StatusWords>;

export function outcomeStatus(result: Pick<CriterionResult, 'outcome' | 'unknownReason'>): StatusWords {
  return result.outcome === 'unknown'
    ? unknownWords[result.unknownReason ?? 'no_evidence']
    : outcomeWords[result.outcome];
}

/** What a day of the streak is called. Its mark in the strip is drawn in streak-strip.tsx. */
export const dayWords = {
  clean: 'clean',
  broken: 'broken',
  void: 'no evidence',
  excluded: 'maintenance',
  pending: 'today, not over',
} as const satisfies Record<DayState, string>;
