import { lagOfMinutes } from '#core/evidence/lag-looks.ts';
import { loadOfPoint, mergeLoads } from '#core/evidence/load-of-run.ts';
import type { MetricPoint } from '#core/metrics/schema.ts';
import { isoOf, msOf } from '#core/time/instant.ts';
import { MINUTE_MS } from '#core/time/units.ts';
import type { RawTx } from '../scope.ts';

export type Minute = { checkId: string; at: string; point: MetricPoint };

/** Stores minutes, one point each, in the place of earlier ones, and merges the hours they lie in again. */
export async function storeMinutes(
  tx: RawTx,
  migrationId: string,
  minutes: readonly Minute[],
  receivedAt: Date,
): Promise<void> {
  if (minutes.length === 0) return;
  // One push after the other, so that an hour is always merged from all minutes that are committed.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`metrics of ${migrationId}`}, 0))`;
  await tx.$executeRaw`
    INSERT INTO metric_minute (migration_id, check_id, at, received_at, point)
    SELECT ${migrationId}::uuid, m."checkId", m.at, ${receivedAt}, m.point
    FROM jsonb_to_recordset(${JSON.stringify(minutes)}::jsonb) AS m ("checkId" uuid, at timestamptz, point jsonb)
    ON CONFLICT (migration_id, check_id, at) DO UPDATE SET point = excluded.point, received_at = excluded.received_at`;
  await mergeHours(
    tx,
    migrationId,
    minutes.filter(({ point }) => point.legacy || point.target || point.lag),
  );
}

/** The last word of each minute within one push. */
export function onePerMinute(points: readonly MetricPoint[]): Minute[] {
  const minutes = points.map((point) => {
    const at = isoOf(Math.floor(msOf(point.at) / MINUTE_MS) * MINUTE_MS);
    return { checkId: point.checkId, at, point: { ...point, at } };
  });
  return [...new Map(minutes.map((minute) => [`${minute.checkId} ${minute.at}`, minute])).values()];
}

type StoredMinute = { checkId: string; hour: Date; receivedAt: Date; point: MetricPoint };

async function mergeHours(tx: RawTx, migrationId: string, minutes: readonly Minute[]): Promise<void> {
  if (minutes.length === 0) return;
  const stored = await tx.$queryRaw<StoredMinute[]>`
    SELECT m.check_id AS "checkId", h.hour, m.received_at AS "receivedAt", m.point
    FROM (SELECT DISTINCT t."checkId" AS check_id, date_trunc('hour', t.at, 'UTC') AS hour
          FROM jsonb_to_recordset(${JSON.stringify(minutes)}::jsonb) AS t ("checkId" uuid, at timestamptz)) h
    JOIN metric_minute m ON m.migration_id = ${migrationId}::uuid AND m.check_id = h.check_id
      AND m.at >= h.hour AND m.at < h.hour + interval '1 hour'`;
  const hours = Map.groupBy(stored, ({ checkId, hour }) => `${checkId} ${hour.toISOString()}`);
  const merged = [...hours.values()].flatMap((parts) => {
    const [first] = parts;
    const said = parts.map(({ point, receivedAt }) => ({ point, receivedAt: receivedAt.toISOString() }));
    const loads = said.flatMap(({ point, receivedAt }) => loadOfPoint(point, receivedAt) ?? []);
    const figures = mergeLoads(loads) ?? lagOfMinutes(said);
    return first && figures ? [{ checkId: first.checkId, hour: first.hour, figures }] : [];
  });
  await tx.$executeRaw`
    INSERT INTO metric_hour (migration_id, check_id, hour, figures)
    SELECT ${migrationId}::uuid, h."checkId", h.hour, h.figures
    FROM jsonb_to_recordset(${JSON.stringify(merged)}::jsonb) AS h ("checkId" uuid, hour timestamptz, figures jsonb)
    ON CONFLICT (migration_id, check_id, hour) DO UPDATE SET figures = excluded.figures`;
}
