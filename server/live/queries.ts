import { z } from 'zod';
import { type LiveChange, listMissedChangesSchema, liveTopicSchema } from '#core/live/schema.ts';
import { noInputSchema, uuidSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';

/** The migrations whose changes the actor may hear of now. */
export const listHeardMigrations = query(
  { can: { every: 'migration.read' }, input: noInputSchema, output: z.array(uuidSchema) },
  async (_, { grants }) => grants.map(({ migrationId }) => migrationId),
);

/** Positions are given out before commit, so an event may become visible after a later one: go back this far. Hearing twice is harmless. */
const OVERLAP_MS = 30_000;
const MAX_MISSED = 200;

const missedSchema = z.array(
  z.object({ id: z.string(), topic: liveTopicSchema, migrationId: uuidSchema, ids: z.array(z.string()) }),
);

/** What happened since an event that was heard last; null where that is no longer known, or would be too long a list. */
export const listMissedChanges = query(
  {
    can: { every: 'migration.read' },
    input: listMissedChangesSchema,
    output: missedSchema.nullable(),
  },
  async (tx, _, { lastEventId }) => {
    if (!/^[1-9]\d{0,17}$/.test(lastEventId)) return null;
    const [last] = await tx.$queryRaw<{ at: Date }[]>`SELECT at FROM outbox_event WHERE id = ${BigInt(lastEventId)}`;
    if (!last) return null;
    const since = new Date(last.at.getTime() - OVERLAP_MS);
    const rows = await tx.outboxEvent.findMany({
      where: { at: { gte: since } },
      orderBy: { id: 'asc' },
      take: MAX_MISSED + 1,
    });
    if (rows.length > MAX_MISSED) return null;
    return rows.map((row): LiveChange & { id: string; migrationId: string } => ({
      id: String(row.id),
      topic: liveTopicSchema.parse(row.topic),
      migrationId: row.migrationId,
      ids: row.ids,
    }));
  },
);
