import { z } from 'zod';
import { checkKindSchema } from '../check/schema.ts';
import { criterionMetricSchema, type PlanCriterion, planCriterionSchemaOf } from '../criteria/schema.ts';
import { declaredDatasetSchemaOf } from '../dataset/schema.ts';
import { countText } from '../format/count.ts';
import { newMigrationSchema } from '../migration/schema.ts';
import { planParts } from '../part/plan-parts.ts';
import { planSettingsSchema } from './settings.ts';

/** "5,000 datasets, 1,000 at most": whoever made a list by a program wants to know by how much it is too long. */
const atMost = <S extends z.ZodType>(schema: S, most: number, what: string) =>
  z
    .array(schema)
    .max(most, {
      error: ({ input }) =>
        `${countText(Array.isArray(input) ? input.length : most + 1)} ${what}, ${countText(most)} at most`,
    })
    .default([]);
const list = <S extends z.ZodType>(schema: S, what: string) => atMost(schema, 5_000, what);

/** The items of every part, in their order. */
export const planItemsShape = {
  teams: list(planParts.teams.schema, 'teams'),
  phases: list(planParts.phases.schema, 'phases'),
  responsibilities: list(planParts.responsibilities.schema, 'responsibilities'),
  inventory: list(planParts.inventory.schema, 'items of the inventory'),
  scenarios: list(planParts.scenarios.schema, 'scenarios'),
  cohorts: list(planParts.cohorts.schema, 'cohorts'),
  attestations: list(planParts.attestations.schema, 'attestations'),
  workstreams: list(planParts.workstreams.schema, 'workstreams'),
  communications: list(planParts.communications.schema, 'communications'),
  decommission: list(planParts.decommission.schema, 'steps of decommissioning'),
  calendar: list(planParts.calendar.schema, 'entries of the calendar'),
  blackouts: list(planParts.blackouts.schema, 'blackout windows'),
  deferrals: list(planParts.deferrals.schema, 'deferrals'),
  ramp: list(planParts.ramp.schema, 'ramp stages'),
  triggers: list(planParts.triggers.schema, 'rollback triggers'),
  rules: list(planParts.rules.schema, 'rules'),
  costs: list(planParts.costs.schema, 'cost lines'),
} satisfies Record<keyof typeof planParts, z.ZodType>;

/**
 * A migration whole, as `parallax.yaml` describes it and as a template makes it: what is to be, never what became of it. Everything
 * is referred to by name.
 */
export const planDocumentSchema = planDocumentSchemaOf(criterionMetricSchema);
export type PlanDocument = z.output<typeof planDocumentSchema>;
/** As people write it, with what may be left out left out. */
export type PlanDocumentInput = z.input<typeof planDocumentSchema>;
/** By the metrics of whatever registry. */
export type AnyPlanDocument = Omit<PlanDocument, 'criteria'> & {
  criteria: (Omit<PlanCriterion, 'metric'> & { metric: string })[];
};

export function planDocumentSchemaOf<M extends z.ZodType>(metric: M, checkKind = checkKindSchema) {
  return z.strictObject({
    parallax: z.literal(1),
    migration: newMigrationSchema,
    settings: planSettingsSchema.prefault({}),
    ...planItemsShape,
    datasets: atMost(declaredDatasetSchemaOf(checkKind), 1_000, 'datasets'),
    criteria: atMost(planCriterionSchemaOf(metric), 500, 'criteria'),
  });
}
