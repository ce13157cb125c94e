import { z } from 'zod';
import type { CheckKind } from '../check/kinds.ts';
import { checkKindSchema } from '../check/schema.ts';
import { logicalTypeSchema } from '../dataset/schema.ts';
import { histogramSchema } from '../metrics/schema.ts';
import { countSchema, decimalSchema, instantSchema, runIdSchema, uuidSchema } from '../schema-parts.ts';
import { DAY_MS, HOUR_MS } from '../time/units.ts';
import { differenceSchema, groupSchema } from './difference.ts';

export const PROTOCOL = 1;
export const MAX_DIFFERENCES = 5_000;

const fieldName = z.string().min(1).max(200);

const watermarkSchema = z.strictObject({
  /** LSN, GTID, offset or whatever the side calls its position; null where it has none. */
  position: z.string().max(500).nullable(),
  time: instantSchema,
});

/** What was looked at. `population` and `compared` are rows (events, segments for kinds without rows). */
export const coverageSchema = z.strictObject({
  method: z.enum(['full', 'sample']),
  population: countSchema.nullable(),
  compared: countSchema,
  skippedChunks: countSchema.default(0),
  /** Names the draw: rows of two draws add up only where their seeds differ. */
  seed: z.string().max(100).nullable().default(null),
});
export type Coverage = z.infer<typeof coverageSchema>;

const envelope = {
  protocol: z.literal(PROTOCOL),
  runId: runIdSchema,
  checkId: uuidSchema,
  /** Range of data compared; null: the whole table. */
  window: z.strictObject({ from: instantSchema, to: instantSchema }).nullable(),
  asOf: z.strictObject({ legacy: watermarkSchema, target: watermarkSchema }),
  lagMs: countSchema.nullable(),
  coverage: coverageSchema,
  tool: z.strictObject({
    name: z.string().min(1).max(100),
    version: z.string().max(100),
    configHash: z.string().max(200),
  }),
  nextDueAt: instantSchema.optional(),
  durationMs: countSchema,
  supersedesRunId: runIdSchema.optional(),
  /** Set when the agent could not compare: the reason in words. Such a run is `failed` and is no evidence. */
  failure: z.strictObject({ message: z.string().min(1).max(4_000) }).optional(),
};

export const rowCountsSchema = z.strictObject({
  legacy: countSchema,
  target: countSchema,
  compared: countSchema,
  identical: countSchema,
  modified: countSchema,
  missingInTarget: countSchema,
  extraInTarget: countSchema,
  duplicateInTarget: countSchema,
  suspectedLegacy: countSchema,
  suspectedTarget: countSchema,
});
export type RowCounts = z.infer<typeof rowCountsSchema>;

export const fieldCountsSchema = z.strictObject({ name: fieldName, compared: countSchema, matching: countSchema });
export type FieldCounts = z.infer<typeof fieldCountsSchema>;

const columnTypesSchema = z.strictObject({
  name: fieldName,
  legacyType: z.string().max(200).nullable(),
  targetType: z.string().max(200).nullable(),
});

const rowComparison = {
  counts: rowCountsSchema,
  /** One per compared non-key column. Suspected rows are in neither number. */
  fields: z.array(fieldCountsSchema).max(2_000),
  /** Columns there are, key columns included, with their types. That one stands here does not say that it was compared. */
  columns: z.array(columnTypesSchema).max(2_000).default([]),
  /** Columns by which rows were paired, all columns where there is no key. Left out: the key columns of the plan. Others than these prove nothing. */
  pairedBy: z.array(fieldName).max(2_000).optional(),
  lagLifecycle: z
    .strictObject({
      suspected: countSchema,
      healed: countSchema,
      confirmed: countSchema,
      healP95Ms: countSchema.nullable(),
    })
    .optional(),
  groups: z.array(groupSchema).max(10_000).optional(),
};

/** Columns that only one side has and that nobody declared to be left out. While there are some, the rest proves no match. */
const oneSided = {
  notCompared: z
    .array(z.strictObject({ column: fieldName, side: z.enum(['legacy', 'target']) }))
    .max(2_000)
    .optional(),
};

const differences = {
  differences: z.array(differenceSchema).max(MAX_DIFFERENCES).default([]),
  /** True: `differences` lists every difference of the run. */
  differencesComplete: z.boolean().default(false),
};

export const schemaItemSchema = z.strictObject({
  item: z.enum(['type_changed', 'missing_in_target', 'extra_in_target', 'nullability_changed', 'key_changed']),
  column: fieldName,
  legacy: z.string().max(500).nullable(),
  target: z.string().max(500).nullable(),
  legacyType: logicalTypeSchema.nullable().default(null),
  targetType: logicalTypeSchema.nullable().default(null),
});
export type SchemaItem = z.infer<typeof schemaItemSchema>;

const sideSchema = z.strictObject({
  requests: countSchema,
  errors: countSchema,
  failedTransactions: countSchema,
  latency: histogramSchema,
});

/** What each kind of check reports, beside the envelope. */
export const runBodies = {
  record_count: { counts: z.strictObject({ legacy: countSchema, target: countSchema }) },
  checksum: {
    /** Segments whose checksums differ; `segmentsCompared` counts all of them. */
    segmentsCompared: countSchema,
    /** Rows of all segments on each side. Without them nobody knows how much of the dataset the segments are. */
    rows: z.strictObject({ legacy: countSchema, target: countSchema }).optional(),
    checksums: z
      .array(
        z.strictObject({
          segment: z.string().max(500),
          legacy: z.string().max(200).nullable(),
          target: z.string().max(200).nullable(),
        }),
      )
      .max(10_000),
    ...oneSided,
  },
  field_level: {
    ...rowComparison,
    ...oneSided,
    ...differences,
    /** Sum of the absolute values of the money column over the compared legacy rows: the denominator of a rate by money. */
    moneyCompared: decimalSchema.optional(),
  },
  aggregate: {
    aggregates: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(200),
          keys: z.record(z.string().max(200), z.string().max(1_000).nullable()),
          legacy: decimalSchema.nullable(),
          target: decimalSchema.nullable(),
          unit: z.string().max(40),
        }),
      )
      .max(10_000),
  },
  schema: { items: z.array(schemaItemSchema).max(5_000), columnsCompared: countSchema },
  event_order: {
    events: countSchema,
    violations: z
      .array(
        z.strictObject({
          kind: z.enum(['out_of_order', 'missing', 'duplicate']),
          partition: z.string().max(500),
          expected: z.string().max(500).nullable(),
          actual: z.string().max(500).nullable(),
          observedAt: instantSchema,
        }),
      )
      .max(MAX_DIFFERENCES),
    violationCount: countSchema,
  },
  replication_lag: {
    lag: z.strictObject({ p50Ms: countSchema, p95Ms: countSchema, maxMs: countSchema, samples: countSchema }),
  },
  performance: { legacy: sideSchema, target: sideSchema },
  scenario: {
    scenarios: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(200),
          result: z.enum(['passed', 'failed', 'skipped']),
          message: z.string().max(4_000).optional(),
        }),
      )
      .max(5_000),
  },
  /** Legacy against itself: both sides of the counts are legacy. */
  noise_floor: { ...rowComparison },
} satisfies Record<CheckKind, z.core.$ZodLooseShape>;

function bodyOf<K extends keyof typeof runBodies>(kind: K) {
  return z.strictObject({ ...envelope, kind: z.literal(kind), ...(runBodies[kind] as (typeof runBodies)[K]) });
}

/** A whole run, as `ingest.submitRun` takes it and as `ingest.completeRun` closes a chunked one. */
export const runSchema = z.discriminatedUnion('kind', [
  bodyOf('record_count'),
  bodyOf('checksum'),
  bodyOf('field_level'),
  bodyOf('aggregate'),
  bodyOf('schema'),
  bodyOf('event_order'),
  bodyOf('replication_lag'),
  bodyOf('performance'),
  bodyOf('scenario'),
  bodyOf('noise_floor'),
]);
/** As parsed, defaults filled in. */
export type Run = z.infer<typeof runSchema>;
/** As an agent writes it. */
export type RunInput = z.input<typeof runSchema>;
export type RunOf<K extends Run['kind']> = Extract<Run, { kind: K }>;
/** One that compares row by row. */
export type RowRun = Extract<Run, { fields: unknown }>;
export const isOfRows = (run: Run): run is RowRun => 'fields' in run;

export const openRunSchema = z.strictObject({
  protocol: z.literal(PROTOCOL),
  runId: runIdSchema,
  checkId: uuidSchema,
  kind: checkKindSchema,
  /** The run fails by itself when it is not completed this long after it was opened. */
  deadlineMs: countSchema
    .min(1_000)
    .max(7 * DAY_MS)
    .default(HOUR_MS),
});

export const appendDifferencesSchema = z.strictObject({
  protocol: z.literal(PROTOCOL),
  runId: runIdSchema,
  /** 0, 1, 2 … in any order of arrival. */
  chunk: countSchema.max(1_000_000),
  differences: z.array(differenceSchema).min(1).max(MAX_DIFFERENCES),
});

export const completeRunSchema = z.strictObject({
  /** How many chunks were appended; all of them must be there. */
  chunks: countSchema,
  /** The run without differences of its own: those came in chunks. */
  run: runSchema,
});

/** Answer of submitRun and completeRun. The first answer is repeated for every replay. */
export const runReceiptSchema = z.strictObject({
  runId: runIdSchema,
  state: z.enum(['running', 'completed', 'failed']),
  verdict: z.enum(['match', 'mismatch', 'inconclusive', 'not_evaluated']),
  /** SHA-256, hex, of the canonical form (RFC 8785) of the decoded body. */
  payloadHash: z.string(),
  receivedAt: instantSchema,
  planVersion: z.int(),
  replayed: z.boolean(),
  /** Why it changes no day that is over until a second person has accepted it; null: it counts. What it found wrong counts at once. */
  waitsFor: z.string().nullable().default(null),
});
export type RunReceipt = z.infer<typeof runReceiptSchema>;

/** Answer of validateRun: what submitRun would say. `replayed`: this very body was taken before. */
export const validatedRunSchema = runReceiptSchema.omit({ receivedAt: true }).extend({ stored: z.literal(false) });

/** How far a run has come, and what it says once it is completed. */
export const runStateSchema = z.enum(['pending', 'running', 'completed', 'failed', 'cancelled']);
export const runVerdictSchema = z.enum(['match', 'mismatch', 'inconclusive', 'not_evaluated']);
export type RunVerdict = z.infer<typeof runVerdictSchema>;
