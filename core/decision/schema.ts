import { z } from 'zod';
import { decisionOutcomes } from '../phase/outcome.ts';
import {
  countSchema,
  dateSchema,
  instantSchema,
  nameSchema,
  slugSchema,
  textUpTo,
  uuidSchema,
} from '../schema-parts.ts';
import { verdictSchema } from '../verdict/schema.ts';

export const decisionOutcomeSchema = z.enum(decisionOutcomes);

/** What a person says in the meeting. Extending and rolling back are ways not to go: who is for them votes no-go. */
export const votes = ['go', 'go_with_conditions', 'no_go', 'abstain'] as const;
export const voteSchema = z.enum(votes);
export type Vote = z.infer<typeof voteSchema>;

export const meetingStateSchema = z.enum(['open', 'decided', 'withdrawn']);

/** What a go is made conditional on: a task with an owner and a day. */
export const conditionInputSchema = z.strictObject({
  text: textUpTo(500).min(1, 'must say what has to be done'),
  owner: nameSchema,
  dueOn: dateSchema,
});
export type ConditionInput = z.infer<typeof conditionInputSchema>;

export const proposalSchema = z.strictObject({
  outcome: decisionOutcomeSchema,
  reason: textUpTo(4_000).default(''),
  conditions: z.array(conditionInputSchema).max(50).default([]),
  /** extend: until when. */
  extendedTo: dateSchema.nullable().default(null),
});
export type Proposal = z.infer<typeof proposalSchema>;
export type ProposalInput = z.input<typeof proposalSchema>;

export const castVoteSchema = z.strictObject({
  migrationId: uuidSchema,
  decisionId: uuidSchema,
  vote: voteSchema,
  comment: textUpTo(2_000).default(''),
});

const bySchema = z.strictObject({ at: instantSchema, by: z.string(), byId: uuidSchema.nullable() });

export const castVoteViewSchema = z.strictObject({
  userId: uuidSchema,
  name: z.string(),
  role: z.string(),
  vote: voteSchema,
  comment: z.string(),
  at: instantSchema,
  /** Against what was decided; null while nothing is. */
  dissents: z.boolean().nullable(),
});

export const conditionViewSchema = z.strictObject({
  id: uuidSchema,
  ...conditionInputSchema.shape,
  done: z.strictObject({ at: instantSchema, by: z.string(), evidence: z.string().nullable() }).nullable(),
  overdue: z.boolean(),
});

/** A meeting without its snapshot, which may be large. */
export const decisionListItemSchema = z.strictObject({
  id: uuidSchema,
  /** Shown as G-3. */
  number: countSchema,
  /** Null: the plan had no phases, or all were left. */
  phase: z.string().nullable(),
  state: meetingStateSchema,
  frozen: bySchema,
  planVersion: z.int(),
  snapshotHash: z.string(),
  /** As it was frozen. */
  verdict: verdictSchema,
  /** When it was frozen, changes of the plan waited for a second person: a go is an override. */
  waits: z.boolean(),
  proposal: z.strictObject({ ...proposalSchema.shape, ...bySchema.shape }).nullable(),
  /** `independence`: what makes them another person, in words; null for one of before that was kept. */
  second: z.strictObject({ ...bySchema.shape, comment: z.string(), independence: z.string().nullable() }).nullable(),
  votes: z.array(castVoteViewSchema),
  decided: z
    .strictObject({
      ...bySchema.shape,
      outcome: decisionOutcomeSchema,
      override: z.boolean(),
      /** The verdict at that moment, which may no longer have been the frozen one. */
      verdict: verdictSchema,
      /** It takes effect then; null: it waits for the seal of the audit trail, which takes about a second. */
      sealedAt: instantSchema.nullable(),
    })
    .nullable(),
  conditions: z.array(conditionViewSchema),
  withdrawn: z.strictObject({ at: instantSchema, by: z.string() }).nullable(),
});
export type DecisionListItem = z.infer<typeof decisionListItemSchema>;

export const decisionViewSchema = z.strictObject({
  ...decisionListItemSchema.shape,
  /** Canonical JSON, exactly as it was frozen: its SHA-256 is `snapshotHash`. */
  snapshot: z.string(),
  /** The entry of the audit trail that records it. */
  seal: z.strictObject({ seq: z.int(), hash: z.string(), chainHash: z.string() }).nullable(),
});

export const completeConditionSchema = z.strictObject({
  migrationId: uuidSchema,
  conditionId: uuidSchema,
  evidence: textUpTo(1_000).min(1, 'must say what shows it'),
});

export const proposeOutcomeSchema = z.strictObject({
  migrationId: uuidSchema,
  decisionId: uuidSchema,
  ...proposalSchema.shape,
});

export const getDecisionSchema = z.strictObject({ slug: slugSchema.optional(), number: countSchema });

export const secondOverrideSchema = z.strictObject({
  migrationId: uuidSchema,
  decisionId: uuidSchema,
  /** Of the proposal that is meant. */
  proposedAt: instantSchema,
  comment: textUpTo(2_000).default(''),
});

export const takeDecisionSchema = z.strictObject({
  migrationId: uuidSchema,
  decisionId: uuidSchema,
  proposedAt: instantSchema,
});

export const withdrawMeetingSchema = z.strictObject({ migrationId: uuidSchema, decisionId: uuidSchema });
