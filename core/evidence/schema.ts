import { z } from 'zod';
import { checkKindSchema, samplingSchema, scheduleSchema } from '../check/schema.ts';
import { tolerancesSchema } from '../check/tolerances.ts';
import { criticalitySchema } from '../dataset/schema.ts';
import { freshnessSchema } from '../freshness/schema.ts';
import { coverageSchema, runSchema, runStateSchema, runVerdictSchema } from '../run/schema.ts';
import { countSchema, instantSchema, pageInput, uuidSchema } from '../schema-parts.ts';

const stripItemSchema = z.strictObject({
  runId: z.string(),
  at: instantSchema,
  state: runStateSchema,
  verdict: runVerdictSchema,
});

/** Answer of `evidence.overview`: datasets × kinds with the newest result and a strip of up to 30 runs, oldest first. */
export const evidenceOverviewSchema = z.strictObject({
  datasets: z.array(
    z.strictObject({
      id: uuidSchema,
      name: z.string(),
      domain: z.string(),
      criticality: criticalitySchema,
      wave: countSchema,
      ownerTeam: z.string().nullable(),
      legacyRef: z.string(),
      targetRef: z.string(),
      checks: z.array(
        z.strictObject({
          id: uuidSchema,
          kind: checkKindSchema,
          schedule: scheduleSchema,
          tolerances: tolerancesSchema,
          sampling: samplingSchema.nullable(),
          freshness: freshnessSchema,
          dueAt: instantSchema.nullable(),
          lastRunId: z.string().nullable(),
          lastAt: instantSchema.nullable(),
          lastVerdict: runVerdictSchema.nullable(),
          /** "12,310 rows, all match"; "41 of 8,240 rows differ" */
          lastText: z.string().nullable(),
          strip: z.array(stripItemSchema),
        }),
      ),
      /** Kinds that the criteria need and nobody has set up: named gaps. */
      missingKinds: z.array(checkKindSchema),
    }),
  ),
});
export type EvidenceOverview = z.infer<typeof evidenceOverviewSchema>;

export const runListItemSchema = z.strictObject({
  runId: z.string(),
  checkId: uuidSchema,
  kind: checkKindSchema,
  datasetId: uuidSchema,
  datasetName: z.string(),
  state: runStateSchema,
  verdict: runVerdictSchema,
  receivedAt: instantSchema,
  asOf: instantSchema.nullable(),
  durationMs: countSchema.nullable(),
  coverage: coverageSchema.nullable(),
  text: z.string(),
});
export const runPageSchema = z.strictObject({ items: z.array(runListItemSchema), nextCursor: z.string().nullable() });

/** Everything a run said. Differences are read separately, page by page. */
export const runDetailSchema = z.strictObject({
  ...runListItemSchema.shape,
  planVersion: z.int(),
  payloadHash: z.string(),
  payloadBytes: countSchema,
  agentName: z.string().nullable(),
  keyName: z.string().nullable(),
  /** The run as it was received, without differences; null while running. */
  run: runSchema.nullable(),
  failure: z.string().nullable(),
  groups: z.array(
    z.strictObject({
      discrepancyId: uuidSchema,
      number: countSchema,
      class: z.string(),
      field: z.string().nullable(),
      rowCount: countSchema,
      estimated: z.boolean(),
    }),
  ),
  previousRunId: z.string().nullable(),
  supersedes: z.string().nullable(),
  supersededBy: z.string().nullable(),
  /** What of it changes days that are over only with a second person: its evidence, or that it replaces another run. */
  late: z.array(
    z.strictObject({
      part: z.enum(['evidence', 'correction']),
      reason: z.string(),
      state: z.enum(['waits', 'accepted', 'refused']),
      by: z.string().nullable(),
      at: instantSchema.nullable(),
    }),
  ),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

export const getRunSchema = z.strictObject({ migrationId: uuidSchema.optional(), runId: uuidSchema });

export const listRunsSchema = z.strictObject({
  migrationId: uuidSchema,
  checkId: uuidSchema.optional(),
  datasetId: uuidSchema.optional(),
  state: runStateSchema.optional(),
  ...pageInput,
});
