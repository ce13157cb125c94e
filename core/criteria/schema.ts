import { z } from 'zod';
import { nameSchema, slugSchema, textSchema, uuidSchema } from '../schema-parts.ts';
import { criterionMetrics, futureMetrics } from './registry.ts';
import { allScope, domainScope, requirementSchema, waveScope } from './requirement.ts';

export const criterionMetricSchema = z.enum([...criterionMetrics, ...futureMetrics]);

/** As a plan says it: by name. */
const planScopeSchema = z.discriminatedUnion('kind', [
  allScope,
  domainScope,
  z.strictObject({ kind: z.literal('dataset'), dataset: nameSchema }),
  waveScope,
]);

export const criterionDefinitionSchema = definitionSchemaOf(criterionMetricSchema);
export type CriterionDefinition = z.infer<typeof criterionDefinitionSchema>;

export function definitionSchemaOf<M extends z.ZodType>(metric: M) {
  return z.strictObject({ metric, ...requirementSchema.shape });
}

/** A criterion of a plan; `key` is its name there, unique in the migration. Its scope names a dataset by name. */
export const planCriterionSchema = planCriterionSchemaOf(criterionMetricSchema);
export type PlanCriterion = z.infer<typeof planCriterionSchema>;

export function planCriterionSchemaOf<M extends z.ZodType>(metric: M) {
  return z.strictObject({
    key: slugSchema,
    ...definitionSchemaOf(metric).shape,
    scope: planScopeSchema.default({ kind: 'all' }),
  });
}

export const backTestCriterionSchema = z.strictObject({
  migrationId: uuidSchema,
  /** The one that is to be changed; left out: a new one. */
  criterionId: uuidSchema.optional(),
  definition: criterionDefinitionSchema,
});

export const createCriterionSchema = z.strictObject({
  migrationId: uuidSchema,
  key: slugSchema,
  ...criterionDefinitionSchema.shape,
  reason: textSchema.default(''),
});

export const removeCriterionSchema = z.strictObject({
  migrationId: uuidSchema,
  criterionId: uuidSchema,
  reason: textSchema.default(''),
});

const definition = criterionDefinitionSchema.shape;

export const updateCriterionSchema = z.strictObject({
  migrationId: uuidSchema,
  criterionId: uuidSchema,
  metric: definition.metric.optional(),
  comparator: definition.comparator.optional(),
  threshold: definition.threshold.optional(),
  // Not the definition's own: there a field that is left out falls back to its default, here it stays as it is.
  scope: definition.scope.unwrap().optional(),
  blocking: z.boolean().optional(),
  ownerTeam: nameSchema.nullable().optional(),
  /** Null: at every gate. */
  gates: definition.gates.unwrap().nullable().optional(),
  windowDays: definition.windowDays.unwrap().nullable().optional(),
  options: definition.options.unwrap().nullable().optional(),
  reason: textSchema.default(''),
});
