import { z } from 'zod';
import { blackoutWindowSchema } from '../blackout/schema.ts';
import { attestationSchema } from './attestation.ts';
import { calendarEntrySchema } from './calendar-entry.ts';
import { cohortSchema } from './cohort.ts';
import { communicationSchema } from './communication.ts';
import { costLineSchema } from './cost-line.ts';
import { decommissionStepSchema } from './decommission-step.ts';
import { deferralSchema } from './deferral.ts';
import { inventoryItemSchema } from './inventory-item.ts';
import { phaseSchema } from './phase.ts';
import { rampStageSchema } from './ramp-stage.ts';
import { reconciliationRuleSchema } from './reconciliation-rule.ts';
import { responsibilitySchema } from './responsibility.ts';
import { rollbackTriggerSchema } from './rollback-trigger.ts';
import { scenarioSchema } from './scenario.ts';
import { teamSchema } from './team.ts';
import { workstreamSchema } from './workstream.ts';

type Part = {
  /** What people declare. Items are identified by their name, which is unique in the part. */
  schema: z.ZodType<{ name: string }>;
  /** What can become of an item; empty: nothing is marked on it. */
  marks: readonly string[];
};

/** The parts of a plan beside datasets and criteria. A new part is one file beside this one and one line here. */
export const planParts = {
  teams: { schema: teamSchema, marks: [] },
  phases: { schema: phaseSchema, marks: [] },
  responsibilities: { schema: responsibilitySchema, marks: [] },
  inventory: { schema: inventoryItemSchema, marks: ['documented', 'not_documented'] },
  scenarios: { schema: scenarioSchema, marks: ['passed', 'failed', 'skipped'] },
  cohorts: { schema: cohortSchema, marks: ['validated', 'failed', 'in_progress'] },
  attestations: { schema: attestationSchema, marks: ['attested', 'withdrawn'] },
  workstreams: { schema: workstreamSchema, marks: ['in_progress', 'slipped', 'done'] },
  communications: { schema: communicationSchema, marks: ['done', 'reopened'] },
  decommission: { schema: decommissionStepSchema, marks: ['done', 'reopened'] },
  calendar: { schema: calendarEntrySchema, marks: ['approved', 'withdrawn'] },
  blackouts: { schema: blackoutWindowSchema, marks: [] },
  deferrals: { schema: deferralSchema, marks: ['done', 'reopened'] },
  ramp: { schema: rampStageSchema, marks: [] },
  triggers: { schema: rollbackTriggerSchema, marks: [] },
  rules: { schema: reconciliationRuleSchema, marks: [] },
  costs: { schema: costLineSchema, marks: [] },
} as const satisfies Record<string, Part>;

export type PlanPart = keyof typeof planParts;
export type PlanItem<P extends PlanPart = PlanPart> = z.infer<(typeof planParts)[P]['schema']>;
export type PlanItems = { [P in PlanPart]: PlanItem<P>[] };

export const planPartNames: readonly PlanPart[] = Object.keys(planParts).filter((name) => isPlanPart(name));
export const planPartSchema = z.enum(planPartNames);

export function isPlanPart(name: string): name is PlanPart {
  return Object.hasOwn(planParts, name);
}
