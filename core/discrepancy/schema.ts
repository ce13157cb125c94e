import { z } from 'zod';
import { discrepancyClasses } from '../check/discrepancy-class.ts';
import { patternSchema } from '../run/difference.ts';
import { comparedValueSchema } from '../run/value.ts';
import { countSchema, decimalSchema, instantSchema, pageInput, textUpTo, uuidSchema } from '../schema-parts.ts';
import { severities } from './severity.ts';

export const discrepancyClassSchema = z.enum(discrepancyClasses);

export const discrepancyStatusSchema = z.enum([
  'new',
  'ongoing',
  'escalating',
  'regressed',
  'fixed_pending_proof',
  'resolved',
  'archived',
]);
export type DiscrepancyStatus = z.infer<typeof discrepancyStatusSchema>;

export const severitySchema = z.enum(severities);

export const causeSchema = z.enum([
  'timing',
  'mapping',
  'rounding',
  'data_quality',
  'legacy_defect',
  'target_defect',
  'configuration',
  'replication_lag',
  'unknown',
]);
export type Cause = z.infer<typeof causeSchema>;

export const discrepancyListItemSchema = z.strictObject({
  id: uuidSchema,
  /** Shown as D-52. */
  number: countSchema,
  /** "payouts.amount differs" */
  title: z.string(),
  datasetId: uuidSchema,
  datasetName: z.string(),
  class: discrepancyClassSchema,
  field: z.string().nullable(),
  status: discrepancyStatusSchema,
  severity: severitySchema,
  cause: causeSchema,
  ownerTeam: z.string().nullable(),
  assignee: z.string().nullable(),
  rowCount: countSchema,
  /** Counts read off samples, because the run brought no exact groups. */
  estimated: z.boolean(),
  moneyNet: decimalSchema.nullable(),
  moneyGross: decimalSchema.nullable(),
  firstSeenAt: instantSchema,
  lastSeenAt: instantSchema,
});
export type DiscrepancyListItem = z.infer<typeof discrepancyListItemSchema>;

export const discrepancyFilterSchema = z.strictObject({
  view: z.enum(['open', 'resolved', 'archived', 'all']).default('open'),
  datasetId: uuidSchema.optional(),
  severity: severitySchema.optional(),
  class: discrepancyClassSchema.optional(),
  search: z.string().trim().max(200).optional(),
});

export const discrepancyPageSchema = z.strictObject({
  items: z.array(discrepancyListItemSchema),
  counts: z.strictObject({ open: countSchema, resolved: countSchema, archived: countSchema }),
  /** Rows in difference state suspected in the newest runs: they do not count yet. */
  suspectedRows: countSchema,
  nextCursor: z.string().nullable(),
});

export const differenceViewSchema = z.strictObject({
  id: z.string(),
  runId: z.string(),
  key: z.record(z.string(), comparedValueSchema),
  field: z.string().nullable(),
  legacy: comparedValueSchema.nullable(),
  target: comparedValueSchema.nullable(),
  money: decimalSchema.nullable(),
  state: z.enum(['suspected', 'confirmed']),
  observedAt: instantSchema,
});
export type DifferenceView = z.infer<typeof differenceViewSchema>;

export const discrepancyDetailSchema = z.strictObject({
  ...discrepancyListItemSchema.shape,
  pattern: patternSchema,
  fingerprint: z.string(),
  /** Rows compared in the run that saw it last, for the share. */
  comparedRows: countSchema.nullable(),
  currency: z.string(),
  firstRunId: z.string(),
  lastRunId: z.string(),
  resolvedByRunId: z.string().nullable(),
  /** Row count per run, oldest first, at most 60. */
  trend: z.array(z.strictObject({ runId: z.string(), at: instantSchema, rowCount: countSchema })),
  /** When it was open: `to` null is now. */
  spans: z.array(z.strictObject({ from: instantSchema, to: instantSchema.nullable(), severity: severitySchema })),
  /** Null where the reader may not see values. */
  samples: z.array(differenceViewSchema).nullable(),
  samplesTotal: countSchema,
  /** Place of the next samples; null where these are the last, or may not be seen. */
  nextSampleCursor: z.string().nullable(),
});
export type DiscrepancyDetail = z.infer<typeof discrepancyDetailSchema>;

export const archiveDiscrepancySchema = z.strictObject({
  migrationId: uuidSchema,
  id: uuidSchema,
  reason: textUpTo(1_000).min(1, 'must not be empty'),
});

export const assignDiscrepancySchema = z.strictObject({
  migrationId: uuidSchema,
  id: uuidSchema,
  userId: uuidSchema.nullable(),
});

export const getDiscrepancySchema = z.strictObject({
  migrationId: uuidSchema.optional(),
  id: uuidSchema,
  sampleCursor: z.string().max(500).nullish(),
});

export const listDiscrepanciesSchema = z.strictObject({
  migrationId: uuidSchema.optional(),
  ...discrepancyFilterSchema.shape,
  ...pageInput,
});

export const setCauseSchema = z.strictObject({ migrationId: uuidSchema, id: uuidSchema, cause: causeSchema });
