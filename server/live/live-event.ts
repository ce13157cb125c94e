import { z } from 'zod';
import { type LiveChange, liveTopicSchema } from '#core/live/schema.ts';

/** A change with its outbox position; `all` carries the last position that is known. */
export type LiveEvent = LiveChange & { id: string };

const payloadSchema = z.object({
  id: z.string(),
  topic: liveTopicSchema,
  migrationId: z.string(),
  ids: z.array(z.string()),
});

/** What the outbox sends with a notification; null for anything else on the channel. */
export function readLiveEvent(payload: string): LiveEvent | null {
  try {
    return payloadSchema.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
