import type { Evidence } from '../evidence/rollup.ts';
import type { DayState } from '../streak/schema.ts';
import { streakOf } from '../streak/streak.ts';
import { dayOf, daysBetween } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import type { Stability } from './schema.ts';

/**
 * Time to stability: from the start of the parallel run to the first moment after which all critical checks ran without discrepancies for
 * the stability window. Read off the ledger of the critical datasets, so that a day without evidence is never stable.
 */
export function stabilityOf(evidence: Evidence, windowDays: number, now: Date): Stability {
  const { timeZone, startedAt } = evidence;
  const critical = evidence.datasets.filter(({ criticality }) => criticality === 'critical');
  const startedOn = dayOf(msOf(startedAt), timeZone);
  const sinceStart = daysBetween(startedOn, dayOf(now.getTime(), timeZone));
  const neededDays = Math.max(windowDays, sinceStart);
  const datasetIds = new Set(critical.map(({ id }) => id));
  const ledger = streakOf({ evidence, datasetIds, neededDays, nowMs: now.getTime() });
  const judged = critical.length === 0 ? [] : ledger.days.slice(0, -1);
  const stableFrom = firstStable(judged, windowDays);
  return {
    windowDays,
    startedOn,
    stableFrom,
    days: stableFrom === null ? null : daysBetween(startedOn, stableFrom),
    cleanDays: critical.length === 0 ? 0 : ledger.cleanDays,
  };
}

/** The first day of the first row of so many clean days; maintenance between them is no interruption, a void day is. */
export function firstStable(days: readonly { date: string; state: DayState }[], windowDays: number): string | null {
  let from: string | null = null;
  let clean = 0;
  for (const { date, state } of days) {
    if (state === 'clean') {
      from ??= date;
      clean += 1;
      if (clean >= windowDays) return from;
    } else if (state !== 'excluded') {
      from = null;
      clean = 0;
    }
  }
  return null;
}
