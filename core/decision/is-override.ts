import type { DecisionOutcome } from '../phase/outcome.ts';
import { isGo } from '../phase/outcome.ts';
import type { Verdict } from '../verdict/schema.ts';

type DecisionVerdicts = {
  frozen: Verdict;
  live: Verdict;
  /** Changes of the plan wait for a second person, or did when it was frozen. */
  waits: boolean;
};

/**
 * A go against a no-go, or on a plan that nobody but who changed it has approved. What was frozen counts, and so does the moment: what got
 * worse since.
 */
export function isOverride(outcome: DecisionOutcome, { frozen, live, waits }: DecisionVerdicts): boolean {
  return isGo(outcome) && (frozen === 'no_go' || live === 'no_go' || waits);
}
