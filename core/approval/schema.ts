import { z } from 'zod';
import { instantSchema, textSchema, uuidSchema } from '../schema-parts.ts';

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
  /** Who can, by name; none: nobody yet. */
  approvers: z.array(z.string()),
});
export type WaitingItem = z.infer<typeof waitingItemSchema>;

/** What approves or takes back changes of the plan, exactly as they were looked at. */
export const planChangeIdsSchema = z.strictObject({
  migrationId: uuidSchema,
  ids: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(5_000),
});

/** How they know that the account is another person's: it stands in every approval that rests on it. */
const vouchReasonSchema = textSchema.min(1, { error: 'must say how you know the person' });

export const vouchForMemberSchema = z.strictObject({
  migrationId: uuidSchema,
  userId: uuidSchema,
  reason: vouchReasonSchema,
});

export const vouchForAccountSchema = z.strictObject({ userId: uuidSchema, reason: vouchReasonSchema });
