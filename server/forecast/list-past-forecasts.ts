import type { PastForecast } from '#core/forecast/schema.ts';
import type { Tx } from '../scope.ts';

const MOST = 400;

type Row = { day: string; p50: string | null; p80: string | null; p95: string | null; happenedOn: string | null };

/**
 * What was forecast on each day, oldest first, and when it came true: the first time after it that the verdict was no longer no-go, or that
 * the gate it spoke of was passed by a decision, whichever came first.
 */
export async function listPastForecasts(tx: Tx, migrationId: string, timeZone: string): Promise<PastForecast[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT f.day::text, f.p50::text, f.p80::text, f.p95::text,
           to_char(least(v.at, d.at) AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS "happenedOn"
    FROM forecast_record f
    LEFT JOIN LATERAL (
      SELECT min(c.at) AS at FROM verdict_change c
      WHERE c.migration_id = f.migration_id AND c.criterion_id IS NULL AND c.outcome <> 'no_go' AND c.at >= f.at) v ON true
    LEFT JOIN LATERAL (
      SELECT min(g.decided_at) AS at FROM decision g
      WHERE g.migration_id = f.migration_id AND g.state = 'decided' AND g.outcome IN ('go', 'go_with_conditions')
        AND g.phase = f.basis ->> 'gate' AND g.decided_at >= f.at) d ON true
    WHERE f.migration_id = ${migrationId}::uuid
    ORDER BY f.day DESC LIMIT ${MOST}`;
  return rows.reverse();
}
