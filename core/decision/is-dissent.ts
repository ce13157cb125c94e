import type { DecisionOutcome } from '../phase/outcome.ts';
import { isGo } from '../phase/outcome.ts';
import type { Vote } from './schema.ts';

/** Whether a vote went against what was decided. A go without the conditions that somebody asked for goes against them. */
export function isDissent(vote: Vote, outcome: DecisionOutcome): boolean {
  if (vote === 'abstain') return false;
  if (!isGo(outcome)) return vote !== 'no_go';
  return vote === 'no_go' || (vote === 'go_with_conditions' && outcome === 'go');
}
