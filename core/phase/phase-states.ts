import { type DecisionOutcome, isGo } from './outcome.ts';

/** A decision that was taken at the gate of a phase. */
export type GateDecision = { phase: string; outcome: DecisionOutcome; decidedAt: string };

export type PhaseState = {
  name: string;
  state: 'left' | 'current' | 'ahead';
  /** When it really began: the first with the parallel run, the others when the one before was left. */
  startedAt: string | null;
  leftAt: string | null;
};

/**
 * Where a migration stands. A phase is left by a decision to go and by nothing else, one after the other; a decision about a phase that
 * has not begun says nothing.
 */
export function phaseStates(
  names: readonly string[],
  decisions: readonly GateDecision[],
  startedAt: string,
): PhaseState[] {
  const inOrder = decisions.toSorted((a, b) => Date.parse(a.decidedAt) - Date.parse(b.decidedAt));
  let begun: string | null = startedAt;
  return names.map((name): PhaseState => {
    if (begun === null) return { name, state: 'ahead', startedAt: null, leftAt: null };
    const from: string = begun;
    const leaves = inOrder.find(
      ({ phase, outcome, decidedAt }) => phase === name && isGo(outcome) && Date.parse(decidedAt) >= Date.parse(from),
    );
    begun = leaves?.decidedAt ?? null;
    return { name, state: leaves ? 'left' : 'current', startedAt: from, leftAt: begun };
  });
}

/** The phase whose gate comes next; null where the plan has no phases, or all are left. */
export function currentPhase(states: readonly PhaseState[]): PhaseState | null {
  return states.find(({ state }) => state === 'current') ?? null;
}
