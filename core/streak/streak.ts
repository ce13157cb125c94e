import { type CheckKind, type KindRegistry, kindRegistry } from '../check/kinds.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { addDays, cutOffMs, dayOf } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import { lateDays, longestGap, overdueChecks } from './cover-days.ts';
import { type JudgedDay, judgeDay, judgeToday } from './judge-day.ts';
import type { DayState, Streak } from './schema.ts';

/** Void days in a row that a streak survives, unless its criterion says another number. */
export const VOID_GRACE_DAYS = 1;

/** Days in which everything must have been looked at once, unless its criterion says another number. */
export const MAX_GAP_DAYS = 2;

export function countsForStreak({ kind }: { kind: CheckKind }, { of }: KindRegistry = kindRegistry): boolean {
  return of(kind).finds !== 'none';
}

type StreakInputs = {
  evidence: Evidence;
  /** Datasets in scope. */
  datasetIds: ReadonlySet<string>;
  neededDays: number;
  graceDays?: number | undefined;
  maxGapDays?: number | undefined;
  nowMs: number;
};

/**
 * The dated ledger behind "zero critical discrepancies for N consecutive days", in the migration's zone, from the first day of the
 * parallel run (at most the last `neededDays` + 60) to today. Past days never depend on `nowMs`, only on evidence.
 */
export function streakOf({
  evidence,
  datasetIds,
  neededDays,
  graceDays,
  maxGapDays = MAX_GAP_DAYS,
  nowMs,
}: StreakInputs): Streak {
  const { timeZone } = evidence;
  const today = dayOf(nowMs, timeZone);
  const dates = pastDates(dayOf(msOf(evidence.startedAt), timeZone), today, neededDays + 60);
  const judged = judgedChecks(evidence, datasetIds);
  const given = {
    timeZone,
    spans: evidence.spans.filter(({ severity, datasetId }) => severity === 'critical' && datasetIds.has(datasetId)),
    overdue: overdueChecks(judged, dates, (date) => cutOffMs(date, timeZone), maxGapDays),
    late: lateDays(judged, dates),
    accepted: new Map(
      evidence.accepted?.flatMap(({ day, by, datasetIds: of }) =>
        of.some((id) => datasetIds.has(id)) ? [[day, by]] : [],
      ),
    ),
    maintenance: evidence.maintenance,
  };
  const past = dates.map((date) => judgeDay(date, given));
  const now = judgeToday(today, nowMs, given);
  const cleanDays = now.state === 'broken' ? 0 : countClean(past, graceDays);
  return {
    timeZone,
    neededDays,
    cleanDays,
    longestGap: longestGap(judged, dates.slice(-neededDays)),
    earliestDate: earliestDate(today, now, neededDays, cleanDays),
    days: [...past, now],
  };
}

function judgedChecks({ checks, datasets }: Evidence, datasetIds: ReadonlySet<string>) {
  const byId = new Map(datasets.map((dataset) => [dataset.id, dataset]));
  return checks.flatMap((check) => {
    if (!countsForStreak(check)) return [];
    const dataset = datasetIds.has(check.datasetId) && byId.get(check.datasetId);
    return dataset ? [{ check, dataset }] : [];
  });
}

export type StreakCount = { clean: number; voids: number };

/** One day more. Changes the count it is given: forecasts add days by the million. */
export function addDay(count: StreakCount, state: DayState, graceDays = VOID_GRACE_DAYS): void {
  if (state === 'clean') {
    count.clean += 1;
    count.voids = 0;
  } else if (state === 'void') {
    count.voids += 1;
    if (count.voids > graceDays) count.clean = 0;
  } else if (state === 'broken') {
    count.clean = 0;
    count.voids = 0;
  }
}

export function countDays(days: readonly { state: DayState }[], graceDays = VOID_GRACE_DAYS): StreakCount {
  const count = { clean: 0, voids: 0 };
  for (const { state } of days) addDay(count, state, graceDays);
  return count;
}

/** Clean days since the last day that restarted the count. */
export function countClean(days: readonly JudgedDay[], graceDays = VOID_GRACE_DAYS): number {
  return countDays(days, graceDays).clean;
}

/** The day at whose start enough clean days can lie behind, if nothing else breaks. Null where that is so already. */
function earliestDate(today: string, { state }: JudgedDay, neededDays: number, cleanDays: number): string | null {
  const missing = neededDays - cleanDays;
  if (missing <= 0) return null;
  return addDays(today, state === 'broken' ? missing + 1 : missing);
}

function pastDates(first: string, today: string, atMost: number): string[] {
  const dates: string[] = [];
  for (let date = addDays(today, -1); date >= first && dates.length < atMost; date = addDays(date, -1))
    dates.push(date);
  return dates.reverse();
}
