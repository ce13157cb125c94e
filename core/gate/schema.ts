import { z } from 'zod';
import { countSchema, instantSchema, nameSchema, slugSchema, uuidSchema } from '../schema-parts.ts';
import { blockerSchema, verdictSchema } from '../verdict/schema.ts';

/** What a pipeline asks: may this go on? */
export const gateQuestionSchema = z.strictObject({
  slug: slugSchema.optional(),
  /** At whose gate; left out: the current one. */
  phase: nameSchema.optional(),
  /** Whether a conditional go is good enough. */
  allowConditional: z.boolean().default(false),
});

/**
 * What Flagger posts to a webhook (its docs, "Webhooks"); what later versions add is passed over. `metadata` is what people write
 * beside the webhook, all of it text: `phase` and `allowConditional` mean the same as everywhere, and there is nothing else to say.
 */
export const flaggerHookSchema = z.object({
  migrationId: uuidSchema.optional(),
  name: z.string().max(300),
  namespace: z.string().max(300),
  /** Of the canary, such as "Progressing"; not of the migration. */
  phase: z.string().max(100),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** `unknown`: nothing is proven to be wrong, but something that has to be proven is not. */
export const gateResultSchema = z.enum(['pass', 'not_met', 'unknown']);
export type GateResult = z.infer<typeof gateResultSchema>;

const gateReasonSchema = z.strictObject({
  standing: z.enum([...blockerSchema.shape.standing.options, 'waived']),
  /** False: it leaves a conditional go. */
  blocking: z.boolean(),
  headline: z.string(),
  detail: z.string(),
  gap: z.string().nullable(),
  ownerTeam: z.string().nullable(),
  since: instantSchema.nullable(),
  /** While something waits for approval: it stands in the way under one of the two plans only. */
  onlyUnder: blockerSchema.shape.onlyUnder,
  /** The page where the evidence is. */
  url: z.string(),
});

/** Under `data`, where hooks that read a value out of JSON expect it. */
export const gateAnswerSchema = z.strictObject({
  data: z.strictObject({
    migration: slugSchema,
    /** Null: the plan has no phases, or all are left, and every criterion is asked. */
    phase: z.string().nullable(),
    /** Where the phase stands: a gate that is `ahead` is not the one that is due. */
    phaseState: z.enum(['left', 'current', 'ahead']).nullable(),
    pass: z.boolean(),
    result: gateResultSchema,
    verdict: verdictSchema,
    headline: z.string(),
    summary: z.string(),
    computedAt: instantSchema,
    planVersion: countSchema,
    /** What stands in the way, worst first. */
    reasons: z.array(gateReasonSchema),
  }),
});
export type GateAnswer = z.infer<typeof gateAnswerSchema>['data'];
export type GateReason = z.infer<typeof gateReasonSchema>;
