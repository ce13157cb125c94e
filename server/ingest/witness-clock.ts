import { type ClockWitness, isOff, MOST_DOUBT_MS } from '#core/run/clock-doubt.ts';
import type { MigrationContext } from '../context.ts';
import type { RawTx } from '../scope.ts';

type Row = { isOff: boolean; aheadMs: bigint; doubtedUntil: Date | null };

/**
 * What is known of the clock of the key that sends this: what this call shows, and what earlier ones showed. Remembers a clock that is
 * off, and when it was right again: until then, and for as long as it was ahead, times that are claimed are doubtful.
 */
export async function witnessClock(tx: RawTx, ctx: MigrationContext): Promise<ClockWitness> {
  const { skewMs, heldMs } = ctx.clock ?? { skewMs: null, heldMs: null };
  return { skewMs, heldMs, doubtedUntilMs: await noteSkew(tx, ctx, skewMs) };
}

/** Answers until when claimed times are doubtful; null: the clock was never off. `skewMs` null: this call does not say. */
export async function noteSkew(tx: RawTx, ctx: MigrationContext, skewMs: number | null): Promise<number | null> {
  if (ctx.actor.type !== 'agent') return null;
  const { migrationId } = ctx;
  const { keyId } = ctx.actor;
  const nowMs = ctx.now().getTime();
  const [known] = await tx.$queryRaw<Row[]>`
    SELECT is_off AS "isOff", ahead_ms AS "aheadMs", doubted_until AS "doubtedUntil" FROM key_clock
    WHERE migration_id = ${migrationId}::uuid AND key_id = ${keyId}::uuid`;
  const off = skewMs !== null && isOff(skewMs);
  if (off) {
    const aheadMs = Math.max(0, skewMs, Number(known?.aheadMs ?? 0));
    await tx.$executeRaw`
      INSERT INTO key_clock (migration_id, key_id, is_off, ahead_ms) VALUES (${migrationId}::uuid, ${keyId}::uuid, true, ${aheadMs}::bigint)
      ON CONFLICT (migration_id, key_id) DO UPDATE SET
        is_off = true, ahead_ms = greatest(key_clock.ahead_ms, excluded.ahead_ms)`;
    return nowMs + aheadMs;
  }
  if (!known) return null;
  if (!known.isOff) return known.doubtedUntil?.getTime() ?? null;
  const doubtMs = Math.min(Number(known.aheadMs), MOST_DOUBT_MS);
  const untilMs = Math.max(nowMs + doubtMs, known.doubtedUntil?.getTime() ?? 0);
  if (skewMs === null) return untilMs;
  await tx.$executeRaw`
    UPDATE key_clock SET is_off = false, ahead_ms = 0, doubted_until = greatest(doubted_until, ${new Date(untilMs)})
    WHERE migration_id = ${migrationId}::uuid AND key_id = ${keyId}::uuid`;
  return untilMs;
}
