import { z } from 'zod';
import { severitySchema } from '../discrepancy/schema.ts';
import { countSchema, decimalSchema, instantSchema, nameSchema, slugSchema, uuidSchema } from '../schema-parts.ts';

/** What criteria can ask today; each is one file in this folder and one line in registry.ts. */
export const criterionMetrics = [
  'critical_free_streak',
  'open_discrepancies',
  'record_count_variance',
  'field_match_rate',
  'row_match_rate',
  'discrepancy_rate',
  'checksum_match',
  'schema_drift',
  'ordering_violations',
  'noise_adjusted_mismatch',
  'response_time_at_peak',
  'error_rate',
  'failed_transaction_rate',
  'replication_lag',
  'coverage',
  'scenario_pass_rate',
  'cohort_validated',
  'inventory_documented',
  'attestation',
] as const;
export type CriterionMetric = (typeof criterionMetrics)[number];

/** What a plan may list although it rests on parts that do not exist yet: it blocks nothing, and says so. */
export const futureMetrics = ['unexplained_variance', 'sign_offs', 'kill_switch_drilled', 'kill_switch_armed'] as const;
export type FutureMetric = (typeof futureMetrics)[number];

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

/** What some metrics ask besides; which of them a metric knows is said where it is evaluated. */
export const criterionOptionsSchema = z.strictObject({
  /** By rows, or by the money column of the dataset. */
  weighting: z.enum(['rows', 'money']).optional(),
  /** adjudicated: differences that somebody signed for count as matching. Counts as loosening. */
  basis: z.enum(['raw', 'adjudicated']).optional(),
  /** open_discrepancies: those at least so severe. */
  severity: severitySchema.optional(),
  /** attestation, cohort_validated: which one; absent: all. */
  item: nameSchema.optional(),
  /** inventory_documented: critical items only. */
  criticalOnly: z.boolean().optional(),
  /** critical_free_streak: void days in a row that it survives; absent: 1. More of them is loosening. */
  voidGraceDays: countSchema.max(31).optional(),
  /** critical_free_streak: days in which every row must have been looked at once; absent: 2. More of them is loosening. */
  maxGapDays: countSchema.min(1).max(400).optional(),
});

export const criterionDefinitionSchema = z.strictObject({
  metric: criterionMetricSchema,
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
export type CriterionDefinition = z.infer<typeof criterionDefinitionSchema>;

/** A criterion of a plan; `key` is its name there, unique in the migration. Its scope names a dataset by name. */
export const planCriterionSchema = z.strictObject({
  key: slugSchema,
  ...criterionDefinitionSchema.shape,
  scope: planScopeSchema.default({ kind: 'all' }),
});
export type PlanCriterion = z.infer<typeof planCriterionSchema>;

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
