import type { LiveTopic } from '#core/live/schema.ts';
import type { RawTx } from '../scope.ts';

export const LIVE_CHANNEL = 'parallax_live';
/** A notification carries at most 8,000 bytes; above this many ids readers ask everything of the topic again. */
const MAX_IDS = 100;

/** Something changed that open pages or integrations want to hear of. */
export type Change = { topic: Exclude<LiveTopic, 'all'>; migrationId: string; ids: readonly string[] };

/** Appends to the outbox and notifies; both take effect with the commit or not at all. */
export async function appendChanges(tx: RawTx, at: Date, changes: readonly Change[]): Promise<void> {
  for (const change of changes) {
    const ids = change.ids.length > MAX_IDS ? [] : [...change.ids];
    await tx.$executeRaw`
      WITH event AS (
        INSERT INTO outbox_event (migration_id, at, topic, ids)
        VALUES (${change.migrationId}::uuid, ${at}, ${change.topic}, ${ids}::text[])
        RETURNING id, migration_id, topic, ids
      )
      SELECT pg_notify(${LIVE_CHANNEL}, json_build_object(
        'id', id::text, 'topic', topic, 'migrationId', migration_id, 'ids', ids)::text) FROM event`;
  }
}
