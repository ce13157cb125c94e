import { z } from 'zod';
import {
  countSchema,
  decimalSchema,
  instantSchema,
  nameSchema,
  slugSchema,
  textSchema,
  uuidSchema,
} from '../schema-parts.ts';
import { criterionOptionsSchema } from './options.ts';
import { criterionMetrics, futureMetrics } from './registry.ts';

export const criterionMetricSchema = z.enum([...criterionMetrics, ...futureMetrics]);

export const comparatorSchema = z.enum(['lt', 'lte', 'gt', 'gte']);

const allScope = z.strictObject({ kind: z.literal('all') });
const domainScope = z.strictObject({ kind: z.literal('domain'), domain: nameSchema });
const waveScope = z.strictObject({ kind: z.literal('wave'), wave: countSchema });

/** As a plan says it: by name. */
const planScopeSchema = z.discriminatedUnion('kind', [
  allScope,
  domainScope,
  z.strictObject({ kind: z.literal('dataset'), dataset: nameSchema }),
  waveScope,
]);

export const criterionScopeSchema = z.discriminatedUnion('kind', [
  allScope,
  domainScope,
  z.strictObject({ kind: z.literal('dataset'), datasetId: uuidSchema }),
  waveScope,
]);
export type CriterionScope = z.infer<typeof criterionScopeSchema>;

const requirementSchema = z.strictObject({
  comparator: comparatorSchema,
  /** Ratio for rates, days for a streak, milliseconds for a response time; null: the SLA of the check itself. */
  threshold: decimalSchema.nullable(),
  scope: criterionScopeSchema.default({ kind: 'all' }),
  blocking: z.boolean().default(true),
  ownerTeam: nameSchema.nullable().default(null),
  /** Phases at whose gate it is asked; absent: at every gate. */
  gates: z.array(nameSchema).min(1).max(50).optional(),
  /** How many days back it looks, where the metric looks back at all; absent: the metric's own. */
  windowDays: countSchema.min(1).max(400).optional(),
  options: criterionOptionsSchema.optional(),
});
/** What a criterion asks of its metric. */
export type Requirement = z.infer<typeof requirementSchema>;
/** A definition by the metrics of whatever registry. */
export type AnyDefinition = Requirement & { metric: string };

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

/** `not_available`: the metric rests on a part of Parallax that does not exist yet. */
export const outcomeSchema = z.enum(['met', 'not_met', 'unknown', 'waived', 'not_available']);
export type Outcome = z.infer<typeof outcomeSchema>;
export const unknownReasonSchema = z.enum(['no_evidence', 'stale', 'inconclusive']);
export type UnknownReason = z.infer<typeof unknownReasonSchema>;

/** What one criterion says now. Numbers are decimal text; sentences are plain English. */
export const criterionResultSchema = z.strictObject({
  outcome: outcomeSchema,
  /** Set exactly when the outcome is `unknown`. */
  unknownReason: unknownReasonSchema.nullable(),
  /** Raw value of the worst dataset, null where there is none. */
  value: decimalSchema.nullable(),
  /** One-sided 95 % bound where the evidence is a sample. */
  bound: decimalSchema.nullable(),
  threshold: decimalSchema.nullable(),
  unit: z.enum(['ratio', 'days', 'ms', 'count']),
  worst: z.strictObject({ datasetId: uuidSchema, name: z.string() }).nullable(),
  /** The same figure over all datasets together; never decides. */
  pooled: decimalSchema.nullable(),
  evidence: z.strictObject({
    method: z.enum(['full', 'sample', 'mixed', 'none']),
    /** asOf of the oldest run it rests on. */
    oldestAsOf: instantSchema.nullable(),
    runIds: z.array(z.string()),
  }),
  /** "Field match rate is 99.87 %" */
  headline: z.string(),
  /** "worst of 14 datasets: payouts" */
  detail: z.string(),
  /** "0.03 points below 99.9 %", "12 days to go", "needs 511 clean rows more"; null where met. */
  gap: z.string().nullable(),
  /** Formatted for the table: "< 0.01 %", "0.0031 %". */
  needsText: z.string(),
  nowText: z.string(),
});
export type CriterionResult = z.infer<typeof criterionResultSchema>;

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
