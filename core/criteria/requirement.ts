import { z } from 'zod';
import { countSchema, decimalSchema, nameSchema, uuidSchema } from '../schema-parts.ts';
import { criterionOptionsSchema } from './options.ts';

export const comparatorSchema = z.enum(['lt', 'lte', 'gt', 'gte']);

export const allScope = z.strictObject({ kind: z.literal('all') });
export const domainScope = z.strictObject({ kind: z.literal('domain'), domain: nameSchema });
export const waveScope = z.strictObject({ kind: z.literal('wave'), wave: countSchema });

export const criterionScopeSchema = z.discriminatedUnion('kind', [
  allScope,
  domainScope,
  z.strictObject({ kind: z.literal('dataset'), datasetId: uuidSchema }),
  waveScope,
]);
export type CriterionScope = z.infer<typeof criterionScopeSchema>;

export const requirementSchema = z.strictObject({
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
