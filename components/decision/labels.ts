import type { DecisionListItem, Vote } from '#core/decision/schema.ts';
import type { DecisionOutcome } from '#core/phase/outcome.ts';
import type { StatusWords } from '../ui/status.tsx';

export const outcomeWords = {
  go: { word: 'Go', shape: 'check', tone: 'go' },
  go_with_conditions: { word: 'Go with conditions', shape: 'triangle', tone: 'cond' },
  no_go: { word: 'No-go', shape: 'diamond', tone: 'no' },
  extend: { word: 'Extend', shape: 'clock', tone: 'cond' },
  roll_back: { word: 'Roll back', shape: 'diamond', tone: 'no' },
} as const satisfies Record<DecisionOutcome, StatusWords>;

export const voteWords = {
  go: outcomeWords.go,
  go_with_conditions: outcomeWords.go_with_conditions,
  no_go: outcomeWords.no_go,
  abstain: { word: 'Abstains', shape: 'dotted', tone: 'unk' },
} as const satisfies Record<Vote, StatusWords>;

/** How a meeting ended, as one status. */
export function stateStatus({ state, decided }: DecisionListItem): StatusWords {
  if (decided) return outcomeWords[decided.outcome];
  return state === 'open'
    ? { word: 'open', shape: 'half', tone: 'unk' }
    : { word: 'withdrawn', shape: 'dotted', tone: 'unk' };
}

/** What it is about: "Gate of Ramp". */
export const gateWords = (phase: string | null): string =>
  phase === null ? 'The whole migration' : `Gate of ${phase}`;
