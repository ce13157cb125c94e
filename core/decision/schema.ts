import { z } from 'zod';

export const decisionOutcomes = ['go', 'go_with_conditions', 'no_go', 'extend', 'roll_back'] as const;
export const decisionOutcomeSchema = z.enum(decisionOutcomes);
export type DecisionOutcome = z.infer<typeof decisionOutcomeSchema>;
