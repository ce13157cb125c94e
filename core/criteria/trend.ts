import type { Evidence } from '../evidence/rollup.ts';
import { countClean } from '../streak/streak.ts';
import { addDays, cutOffMs, dayOf } from '../time/day.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { evidenceByDay } from './evidence-by-day.ts';
import { streakOfCriterion } from './metrics/critical-free-streak.ts';
import { evaluateCriterion, isStreak, metricOf } from './registry.ts';
import type { CriterionDefinition } from './schema.ts';

const DAYS = 30;

export type TrendPoint = { at: string; value: string | null };

/**
 * The raw value at the end of each of the last 30 days and now, oldest first: what the criterion would have said then, from the
 * evidence of that day. Null on days without fresh evidence.
 */
export function trendOf(definition: CriterionDefinition, evidence: Evidence, now: Date): TrendPoint[] {
  const [past = []] = pastTrends([definition], evidence, now);
  return withToday(definition, past, evidence, now, () => evaluateCriterion(definition, evidence, now).value);
}

/** The points of the days that are over, of each definition. They depend on `now` by which days those are, and on nothing that came after them. */
export function pastTrends(definitions: readonly CriterionDefinition[], evidence: Evidence, now: Date): TrendPoint[][] {
  const asked = definitions.map((definition) => ({ definition, points: [] as TrendPoint[] }));
  const ofChecks = asked.filter(({ definition }) => restsOnDays(definition));
  const kinds = new Set(ofChecks.flatMap(({ definition }) => metricOf(definition.metric).reads));
  const checks = evidence.checks.filter(({ kind }) => kinds.has(kind));
  for (const { at, evidence: then } of evidenceByDay({ ...evidence, checks }, pastDays(evidence, now), now)) {
    for (const { definition, points } of ofChecks) {
      points.push({ at: isoOf(at.getTime()), value: evaluateCriterion(definition, then, at).value });
    }
  }
  return asked.map(({ points }) => points);
}

/** A whole trend, of its past and what the criterion says now. The streak has a ledger of its own. */
export function withToday(
  definition: CriterionDefinition,
  past: readonly TrendPoint[],
  evidence: Evidence,
  now: Date,
  valueNow: () => string | null,
): TrendPoint[] {
  if (isStreak(definition)) return streakTrend(definition, evidence, now);
  // Of the plan's items only the newest mark is known here.
  return restsOnDays(definition) ? [...past, { at: now.toISOString(), value: valueNow() }] : [];
}

function restsOnDays(definition: CriterionDefinition): boolean {
  return !isStreak(definition) && metricOf(definition.metric).reads.length > 0;
}

/** The last days of the parallel run, today last. */
export function trendDays({ timeZone, startedAt }: Pick<Evidence, 'timeZone' | 'startedAt'>, now: Date): string[] {
  const today = dayOf(now.getTime(), timeZone);
  const first = dayOf(msOf(startedAt), timeZone);
  return Array.from({ length: DAYS }, (_, i) => addDays(today, i + 1 - DAYS)).filter((day) => day >= first);
}

const pastDays = (evidence: Evidence, now: Date) => trendDays(evidence, now).slice(0, -1);

/** The ledger already holds every day: cutting it short at a day gives the count of that day. */
function streakTrend(definition: CriterionDefinition, evidence: Evidence, now: Date): TrendPoint[] {
  const ledger = streakOfCriterion(definition, evidence, now).days;
  return trendDays(evidence, now).map((date) => ({
    at: isoOf(Math.min(cutOffMs(date, evidence.timeZone) - 1, now.getTime())),
    value: String(
      countClean(
        ledger.filter((day) => day.date <= date),
        definition.options?.voidGraceDays,
      ),
    ),
  }));
}
