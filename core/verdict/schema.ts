import { z } from 'zod';
import { criterionResultSchema } from '../criteria/criterion-result.ts';
import { criterionScopeSchema } from '../criteria/requirement.ts';
import { criterionMetricSchema } from '../criteria/schema.ts';
import { phaseStateSchema } from '../phase/schema.ts';
import { countSchema, instantSchema, uuidSchema } from '../schema-parts.ts';
import { streakSchema } from '../streak/schema.ts';

export const verdictSchema = z.enum(['go', 'conditional_go', 'no_go']);
export type Verdict = z.infer<typeof verdictSchema>;

/** One thing that stands between now and go, worst first. */
export const blockerSchema = z.strictObject({
  /** Null: not a criterion, but a reason of its own. */
  criterionId: uuidSchema.nullable(),
  standing: z.enum([
    'failed',
    'too_early',
    'frozen',
    'condition_overdue',
    'not_proven',
    'stale',
    'untested',
    'condition_open',
    'schema_changed',
    'unapproved',
  ]),
  blocking: z.boolean(),
  headline: z.string(),
  detail: z.string(),
  gap: z.string().nullable(),
  ownerTeam: z.string().nullable(),
  since: instantSchema.nullable(),
  /** Where the evidence is: a page of the migration and, where there is one, a query. */
  link: z.strictObject({
    page: z.enum(['discrepancies', 'evidence', 'plan', 'criteria', 'decisions', 'go_no_go']),
    datasetId: uuidSchema.nullable(),
  }),
  /** While something waits for approval: it stands in the way under one of the two plans only. */
  onlyUnder: z.enum(['approved', 'standing']).optional(),
});
export type Blocker = z.infer<typeof blockerSchema>;

/** What one of the two plans says. */
const underPlanSchema = z.strictObject({ verdict: verdictSchema, headline: z.string(), gate: z.string().nullable() });

export const waitingPlanSchema = z.strictObject({
  /** The plan as a second person last approved it. */
  approved: underPlanSchema,
  /** The plan as it stands. */
  standing: underPlanSchema,
  /** In what they differ. */
  changes: z.array(
    z.strictObject({
      part: z.string(),
      name: z.string(),
      /** "criterion rows", "order of the phases" */
      title: z.string(),
      /** When it was changed last, and by whom. */
      at: instantSchema,
      by: z.string(),
    }),
  ),
});
export type WaitingPlan = z.infer<typeof waitingPlanSchema>;
export type WaitingChange = WaitingPlan['changes'][number];

export const migrationHeadSchema = z.strictObject({
  id: uuidSchema,
  slug: z.string(),
  name: z.string(),
  legacySystem: z.string(),
  targetSystem: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  planVersion: z.int(),
});

export const trendPointSchema = z.strictObject({ at: instantSchema, value: z.string().nullable() });

/** Answer of `verdict.get`: the whole go / no-go page. Computed when read. */
export const goNoGoSchema = z.strictObject({
  migration: migrationHeadSchema,
  computedAt: instantSchema,
  /** SHA-256 of the plan version that was judged by; null: no version was written yet. */
  planHash: z.string().nullable(),
  /** Phases in order, and where the migration stands. */
  phases: z.array(phaseStateSchema),
  /** The gate whose criteria are judged; null: the plan has no phases, or all are left. */
  gate: z.string().nullable(),
  verdict: verdictSchema,
  /** "5 of 12 criteria stand in the way." */
  headline: z.string(),
  /** "Three are failing, one is not yet proven, one was never tested." */
  summary: z.string(),
  oldestEvidenceAt: instantSchema.nullable(),
  blockers: z.array(blockerSchema),
  /** What of the plan waits for a second person; null: nothing. The verdict is then the worse of two. */
  waiting: waitingPlanSchema.nullable(),
  criteria: z.array(
    z.strictObject({
      id: uuidSchema,
      metric: criterionMetricSchema,
      name: z.string(),
      scope: criterionScopeSchema,
      blocking: z.boolean(),
      ownerTeam: z.string().nullable(),
      result: criterionResultSchema,
      /** At most 60 points of the raw value, oldest first; none of one that only the approved plan asks so. */
      trend: z.array(trendPointSchema),
      /** While something waits for approval: it is asked so, or met so, under one of the two plans only. */
      onlyUnder: blockerSchema.shape.onlyUnder,
    }),
  ),
  streak: streakSchema.nullable(),
  discrepancies: z.strictObject({
    open: countSchema,
    openCritical: countSchema,
    suspected: countSchema,
    /** Groups that arrived and that were closed with proof, a day; at most 60 days. */
    days: z.array(z.strictObject({ date: z.iso.date(), arrived: countSchema, closed: countSchema })),
  }),
});
export type GoNoGo = z.infer<typeof goNoGoSchema>;
