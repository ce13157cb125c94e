import { isGo } from '../phase/phase-states.ts';
import type { Verdict } from '../verdict/schema.ts';
import type { DecisionOutcome } from './schema.ts';

/** A go against a no-go, the frozen one or that of the moment: what got worse since the freeze counts too. */
export function isOverride(outcome: DecisionOutcome, frozen: Verdict, live: Verdict): boolean {
  return isGo(outcome) && (frozen === 'no_go' || live === 'no_go');
}
