import { z } from 'zod';
import { instantSchema } from '../schema-parts.ts';

/** What takes effect only once a second person has approved it: a change of the plan, a mark against evidence, evidence that rewrites the past. */
export const waitingItemSchema = z.strictObject({
  kind: z.enum(['plan', 'mark', 'evidence']),
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
