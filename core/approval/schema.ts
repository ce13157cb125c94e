import { z } from 'zod';
import { instantSchema, textSchema, uuidSchema } from '../schema-parts.ts';
import { lateItemIdSchema } from './late-item-id.ts';

/** Of what a key made: whether a person has answered for it, exactly as it is, which comes before any approval. */
const answerSchema = z.strictObject({
  /** The last who did, and when; null: nobody yet. */
  given: z.strictObject({ by: z.string(), at: instantSchema }).nullable(),
  /** Whether this reader can. */
  mayGive: z.boolean(),
  /** Who can, by name. */
  givers: z.array(z.string()),
});

/** What takes effect only once a second person has approved it: a change of the plan, a mark against evidence, evidence that rewrites the past, a waiver. */
export const waitingItemSchema = z.strictObject({
  kind: z.enum(['plan', 'mark', 'evidence', 'waiver']),
  /** Names what waits exactly as it is: once any of it has changed, it is another one. */
  id: z.string(),
  /** "criterion field-match-rate", "phases: the order" */
  title: z.string(),
  /** Everybody who had a part in it since it began to wait: "Lea and the key nightly". */
  by: z.string(),
  /** Since when it waits. */
  at: instantSchema,
  reason: z.string(),
  /** In words, a line for each thing that differs; null: there is nothing. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Why this reader cannot approve it; null: they may. */
  refusal: z.string().nullable(),
  /** Who can, by name, once it is answered for where that is needed; none: nobody yet. */
  approvers: z.array(z.string()),
  /** Null: people made it, and nobody has to answer for it. */
  answer: answerSchema.nullable(),
});
export type WaitingItem = z.infer<typeof waitingItemSchema>;

const changeIdSchema = z.string().regex(/^[0-9a-f]{64}$/);
const MOST_AT_ONCE = 5_000;

/** What approves or takes back changes of the plan, exactly as they were looked at. */
export const planChangeIdsSchema = z.strictObject({
  migrationId: uuidSchema,
  ids: z.array(changeIdSchema).min(1).max(MOST_AT_ONCE),
});

/** What a person answers for that a key made: changes of the plan, windows of the calendar, marks and late evidence, exactly as they were looked at. */
export const answerForSchema = z.strictObject({
  migrationId: uuidSchema,
  ids: z
    .array(z.union([changeIdSchema, uuidSchema, lateItemIdSchema]))
    .min(1)
    .max(MOST_AT_ONCE),
});

/** How they know that the account is another person's: it stands in every approval that rests on it. */
const vouchReasonSchema = textSchema.min(1, { error: 'must say how you know the person' });

export const vouchForMemberSchema = z.strictObject({
  migrationId: uuidSchema,
  userId: uuidSchema,
  reason: vouchReasonSchema,
});

export const vouchForAccountSchema = z.strictObject({ userId: uuidSchema, reason: vouchReasonSchema });
