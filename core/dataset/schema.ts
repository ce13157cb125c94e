import { z } from 'zod';
import { checkKindSchema, samplingSchema, scheduleSchema } from '../check/schema.ts';
import { tolerancesSchema } from '../check/tolerances.ts';
import { countSchema, nameSchema, uuidSchema } from '../schema-parts.ts';

export const criticalitySchema = z.enum(['critical', 'high', 'normal']);
export type Criticality = z.infer<typeof criticalitySchema>;

/** What a column means, independent of how an engine stores it. Needed only where the engines' own types do not say it. */
export const logicalTypeSchema = z.enum([
  'integer',
  'decimal',
  'float',
  'boolean',
  'text',
  'binary',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
  'json',
]);
export type LogicalType = z.infer<typeof logicalTypeSchema>;

const columnName = z.string().min(1).max(200);

/**
 * One mapped column. `name` is what evidence calls it; `legacy` and `target` default to it. Columns that are not listed are
 * paired by name, ignoring case and underscores (`UnitPrice` is `unit_price`).
 */
export const columnSchema = z.strictObject({
  name: columnName,
  legacy: columnName.optional(),
  target: columnName.optional(),
  type: logicalTypeSchema.optional(),
  /** IANA zone in which a side without zone stores its times; UTC where absent. */
  legacyTimeZone: z.string().max(60).optional(),
  targetTimeZone: z.string().max(60).optional(),
  /** Values of this column arrive masked; a clear value is refused. */
  sensitive: z.boolean().default(false),
  /** Not compared, and shown as a named gap of coverage. */
  ignore: z.boolean().default(false),
});
export type Column = z.infer<typeof columnSchema>;

/** A dataset as people declare it, in the form, over the API and in `agent.yaml`. */
export const datasetDefinitionSchema = z.strictObject({
  name: nameSchema,
  domain: nameSchema.default('default'),
  /** Table or view on each side, `schema.table` where a schema is needed. */
  legacyRef: nameSchema,
  targetRef: nameSchema,
  /** Names of the key columns, as in `columns[].name`. Empty: the primary key where both sides have one, else the whole row. */
  keyColumns: z.array(columnName).default([]),
  columns: z.array(columnSchema).default([]),
  /** Column whose differences are money, in the migration's currency. */
  moneyColumn: columnName.nullable().default(null),
  /**
   * Column with the time a row came into being, never changed afterwards. With it, a record count takes only rows older than
   * `lagMs` on both sides (the common watermark), so that rows in flight are not counted as missing.
   */
  watermarkColumn: columnName.nullable().default(null),
  criticality: criticalitySchema.default('normal'),
  ownerTeam: nameSchema.nullable().default(null),
  wave: countSchema.max(10_000, 'must be at most 10,000').default(1),
  /** Without this, 0 rows on both sides is no evidence. */
  mayBeEmpty: z.boolean().default(false),
  /** How long after a write the target may lag before a difference counts. */
  lagMs: countSchema.default(0),
});
export type DatasetDefinition = z.infer<typeof datasetDefinitionSchema>;

/** A check as declared beside its dataset. */
export const checkDefinitionSchema = checkDefinitionSchemaOf(checkKindSchema);

/** A dataset and what is checked of it. */
export const declaredDatasetSchema = declaredDatasetSchemaOf(checkKindSchema);

type KindSchema = typeof checkKindSchema;

function checkDefinitionSchemaOf(kind: KindSchema) {
  return z.strictObject({
    kind,
    schedule: scheduleSchema,
    tolerances: tolerancesSchema.default({}),
    sampling: samplingSchema.nullable().default(null),
  });
}

export function declaredDatasetSchemaOf(kind: KindSchema) {
  const checks = z.array(checkDefinitionSchemaOf(kind)).default([]);
  return z.strictObject({ ...datasetDefinitionSchema.shape, checks });
}
export type DeclaredDataset = z.infer<typeof declaredDatasetSchema>;

/** Datasets with their checks, declared in one call: created or changed by name, nothing is removed. */
export const declarationSchema = z.strictObject({
  datasets: z.array(declaredDatasetSchema).min(1).max(1_000),
});
export type DeclareDatasets = z.infer<typeof declarationSchema>;

export const declareDatasetsSchema = z.strictObject({ migrationId: uuidSchema.optional(), ...declarationSchema.shape });
