/** How a meeting at the gate of a phase can end. */
export const decisionOutcomes = ['go', 'go_with_conditions', 'no_go', 'extend', 'roll_back'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

export const isGo = (outcome: DecisionOutcome): boolean => outcome === 'go' || outcome === 'go_with_conditions';
