import { AppError } from '#core/errors.ts';
import { heartbeatAnswerSchema, heartbeatSchema } from '#core/heartbeat/schema.ts';
import { isOff } from '#core/run/clock-doubt.ts';
import { command } from '../command.ts';
import { newId } from '../new-id.ts';
import { noteSkew } from './witness-clock.ts';

/** An agent says that it lives; the answer lets it know how far its clock is off. */
export const recordHeartbeat = command(
  {
    can: 'evidence.push',
    narrows: true,
    input: heartbeatSchema,
    output: heartbeatAnswerSchema,
    audit: { none: 'Sent every few seconds; what matters of it is in the agent itself.' },
    sqlOnly: true,
  },
  async (tx, ctx, input) => {
    if (ctx.actor.type !== 'agent') throw new AppError('FORBIDDEN', 'Only a key has a heartbeat.');
    const now = ctx.now();
    const skewMs = new Date(input.clock).getTime() - now.getTime();
    const skewed = isOff(skewMs);
    await noteSkew(tx, ctx, skewMs);
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO agent (migration_id, id, key_id, name, version, last_seen_at, skew_ms, skewed, backlog)
      VALUES (${ctx.migrationId}::uuid, ${newId()}::uuid, ${ctx.actor.keyId}::uuid, ${input.agent.name}, ${input.agent.version},
              ${now}, ${skewMs}::bigint, ${skewed}, ${input.backlog}::bigint)
      ON CONFLICT (migration_id, key_id, name) DO UPDATE SET
        version = excluded.version, skew_ms = excluded.skew_ms, skewed = excluded.skewed, backlog = excluded.backlog,
        last_seen_at = greatest(agent.last_seen_at, excluded.last_seen_at)
      RETURNING id`;
    return {
      result: { serverTime: now.toISOString(), skewMs, skewed },
      emit: row ? [{ topic: 'agent', ids: [row.id] }] : [],
    };
  },
);
