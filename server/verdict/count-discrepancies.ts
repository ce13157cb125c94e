import type { Evidence } from '#core/evidence/rollup.ts';
import { addDays, cutOffMs, dayOf } from '#core/time/day.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { countSuspectedRows } from '../discrepancy/list-discrepancies.ts';
import type { Tx } from '../scope.ts';

const DAYS = 60;

/** How many groups are open, and how many came and went a day, in the migration's zone. */
export async function countDiscrepancies(
  tx: Tx,
  migrationId: string,
  { timeZone, startedAt }: Evidence,
  now: Date,
): Promise<GoNoGo['discrepancies']> {
  const today = dayOf(now.getTime(), timeZone);
  const earliest = dayOf(new Date(startedAt).getTime(), timeZone);
  const dates: string[] = [];
  for (let date = today; date >= earliest && dates.length < DAYS; date = addDays(date, -1)) dates.unshift(date);
  const since = new Date(cutOffMs(addDays(dates[0] ?? today, -1), timeZone));
  const [arrived, closed] = [
    await countByDay(tx, migrationId, 'arrived', since, timeZone),
    await countByDay(tx, migrationId, 'closed', since, timeZone),
  ];
  return {
    ...(await countOpen(tx, migrationId)),
    suspected: await countSuspectedRows(tx, migrationId),
    days: dates.map((date) => ({ date, arrived: arrived.get(date) ?? 0, closed: closed.get(date) ?? 0 })),
  };
}

export async function countOpen(tx: Tx, migrationId: string): Promise<{ open: number; openCritical: number }> {
  const [row] = await tx.$queryRaw<{ open: bigint; critical: bigint }[]>`
    SELECT count(*) AS open, count(*) FILTER (WHERE severity = 'critical') AS critical
    FROM discrepancy WHERE migration_id = ${migrationId}::uuid AND view = 'open'`;
  return { open: Number(row?.open ?? 0), openCritical: Number(row?.critical ?? 0) };
}

async function countByDay(
  tx: Tx,
  migrationId: string,
  what: 'arrived' | 'closed',
  since: Date,
  timeZone: string,
): Promise<Map<string, number>> {
  const rows =
    what === 'arrived'
      ? await tx.$queryRaw<{ day: string; count: bigint }[]>`
          SELECT to_char(from_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, count(*) AS count FROM discrepancy_span
          WHERE migration_id = ${migrationId}::uuid AND from_at >= ${since} GROUP BY 1`
      : await tx.$queryRaw<{ day: string; count: bigint }[]>`
          SELECT to_char(to_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, count(*) AS count FROM discrepancy_span
          WHERE migration_id = ${migrationId}::uuid AND to_at >= ${since} GROUP BY 1`;
  return new Map(rows.map(({ day, count }) => [day, Number(count)]));
}
