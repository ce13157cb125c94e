import type { Past } from '#core/late-evidence/late-changes.ts';
import { streakOf } from '#core/streak/streak.ts';
import { dayOf, daysBetween, startOfDayMs } from '#core/time/day.ts';
import { loadEvidence, loadSpans } from '../evidence/load-evidence.ts';
import type { Tx } from '../scope.ts';

/**
 * Days of some datasets from `firstDay` on, and when their findings were open, as they stand now. Evidence is loaded for the days of the ledger,
 * which begins when the migration was made; a finding may have been open and closed before.
 */
export async function loadPast(
  tx: Tx,
  migrationId: string,
  { datasetIds, firstDay, now }: { datasetIds: readonly string[]; firstDay: string; now: Date },
): Promise<Past> {
  const { time_zone: timeZone } = await getZone(tx, migrationId);
  const neededDays = daysBetween(firstDay, dayOf(now.getTime(), timeZone));
  const evidence = await loadEvidence(tx, migrationId, now, neededDays + 62, 'judged days');
  const ids = new Set(datasetIds);
  const { days } = streakOf({ evidence, datasetIds: ids, neededDays, nowMs: now.getTime() });
  const spans = await loadSpans(tx, migrationId, new Date(startOfDayMs(firstDay, timeZone)));
  return {
    days: days.slice(0, -1).filter(({ date }) => date >= firstDay),
    spans: spans
      .filter(({ datasetId }) => ids.has(datasetId))
      .map(({ number, title, from, to }) => ({ number, title, from, to })),
  };
}

async function getZone(tx: Tx, migrationId: string) {
  const [row] = await tx.$queryRaw<
    { time_zone: string }[]
  >`SELECT time_zone FROM migration WHERE id = ${migrationId}::uuid`;
  if (!row) throw new Error('The migration is not there.');
  return row;
}
