import { z } from 'zod';
import { uuidSchema } from '../schema-parts.ts';

/** What open pages receive: which answers to ask again. `all`: something was missed, ask everything again. */
export const liveTopics = ['run', 'discrepancy', 'verdict', 'plan', 'agent', 'decision', 'all'] as const;
export const liveTopicSchema = z.enum(liveTopics);
export type LiveTopic = z.infer<typeof liveTopicSchema>;

/** Ids only: whoever reads it asks for the rest, and is authorised then. No ids: more than fit. */
export const liveChangeSchema = z.strictObject({
  topic: liveTopicSchema,
  migrationId: uuidSchema.nullable(),
  ids: z.array(z.string()),
});
export type LiveChange = z.infer<typeof liveChangeSchema>;

/** `lastEventId`: sent again by a browser that connects again. */
export const followChangesSchema = z.strictObject({
  migrationId: uuidSchema.optional(),
  lastEventId: z.string().max(40).optional(),
});

export const listMissedChangesSchema = z.strictObject({ lastEventId: z.string().max(40) });
