import { z } from 'zod';
import { planCriterionSchema } from '../criteria/schema.ts';
import { declaredDatasetSchema } from '../dataset/schema.ts';
import { newMigrationSchema } from '../migration/schema.ts';
import { planSettingsSchema } from './parts/settings.ts';
import { planParts } from './parts.ts';

const list = <S extends z.ZodType>(schema: S) => z.array(schema).max(5_000).default([]);

/** The items of every part, in their order. */
export const planItemsShape = {
  teams: list(planParts.teams.schema),
  phases: list(planParts.phases.schema),
  responsibilities: list(planParts.responsibilities.schema),
  inventory: list(planParts.inventory.schema),
  scenarios: list(planParts.scenarios.schema),
  cohorts: list(planParts.cohorts.schema),
  attestations: list(planParts.attestations.schema),
  workstreams: list(planParts.workstreams.schema),
  communications: list(planParts.communications.schema),
  decommission: list(planParts.decommission.schema),
  calendar: list(planParts.calendar.schema),
  blackouts: list(planParts.blackouts.schema),
  deferrals: list(planParts.deferrals.schema),
  ramp: list(planParts.ramp.schema),
  triggers: list(planParts.triggers.schema),
  rules: list(planParts.rules.schema),
  costs: list(planParts.costs.schema),
} satisfies Record<keyof typeof planParts, z.ZodType>;

/**
 * A migration whole, as `parallax.yaml` describes it and as a template makes it: what is to be, never what became of it. Everything
 * is referred to by name.
 */
export const planDocumentSchema = z.strictObject({
  parallax: z.literal(1),
  migration: newMigrationSchema,
  settings: planSettingsSchema.prefault({}),
  ...planItemsShape,
  datasets: z.array(declaredDatasetSchema).max(1_000).default([]),
  criteria: z.array(planCriterionSchema).max(500).default([]),
});
export type PlanDocument = z.output<typeof planDocumentSchema>;
/** As people write it, with what may be left out left out. */
export type PlanDocumentInput = z.input<typeof planDocumentSchema>;
