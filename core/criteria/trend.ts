import type { Evidence } from '../evidence/rollup.ts';
import { countClean } from '../streak/streak.ts';
import { addDays, cutOffMs, dayOf } from '../time/day.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { streakOfCriterion } from './critical-free-streak.ts';
import { evidenceByDay } from './evidence-by-day.ts';
import { evaluateCriterion, metricOf } from './registry.ts';
import type { CriterionDefinition } from './schema.ts';

const DAYS = 30;

export type TrendPoint = { at: string; value: string | null };

/**
 * The raw value at the end of each of the last 30 days and now, oldest first: what the criterion would have said then, from the
 * evidence of that day. Null on days without fresh evidence.
 */
export function trendOf(definition: CriterionDefinition, evidence: Evidence, now: Date): TrendPoint[] {
  const dates = trendDays(evidence, now);
  if (definition.metric === 'critical_free_streak') return streakTrend(definition, evidence, now, dates);
  const { reads } = metricOf(definition.metric);
  // Of the plan's items only the newest mark is known here.
  if (reads.length === 0) return [];
  const checks = evidence.checks.filter(({ kind }) => reads.some((read) => read === kind));
  return evidenceByDay({ ...evidence, checks }, dates, now).map(({ at, evidence: then }) => ({
    at: isoOf(at.getTime()),
    value: evaluateCriterion(definition, then, at).value,
  }));
}

/** The last days of the parallel run, today last. */
export function trendDays({ timeZone, startedAt }: Evidence, now: Date): string[] {
  const today = dayOf(now.getTime(), timeZone);
  const first = dayOf(msOf(startedAt), timeZone);
  return Array.from({ length: DAYS }, (_, i) => addDays(today, i + 1 - DAYS)).filter((day) => day >= first);
}

/** The ledger already holds every day: cutting it short at a day gives the count of that day. */
function streakTrend(
  definition: CriterionDefinition,
  evidence: Evidence,
  now: Date,
  dates: readonly string[],
): TrendPoint[] {
  const ledger = streakOfCriterion(definition, evidence, now).days;
  return dates.map((date) => ({
    at: isoOf(Math.min(cutOffMs(date, evidence.timeZone) - 1, now.getTime())),
    value: String(
      countClean(
        ledger.filter((day) => day.date <= date),
        definition.options?.voidGraceDays,
      ),
    ),
  }));
}
