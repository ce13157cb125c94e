import type { Load } from '../evidence/figures.ts';
import { mergeLoads } from '../evidence/load-of-run.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import { Exact } from '../exact.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { DAY_MS } from '../time/units.ts';

const DEFAULT_CYCLE_DAYS = 31;
export const DEFAULT_PEAK_SHARE = '0.8';

export function cycleStartMs({ tolerances }: CheckRollup, now: Date): number {
  return now.getTime() - (tolerances.cycleDays ?? DEFAULT_CYCLE_DAYS) * DAY_MS;
}

export type Peak = {
  /** Hours of the cycle in which the legacy side was measured: the busiest is the busiest of these. */
  hoursSeen: number;
  /** Requests of the legacy side's busiest hour. */
  legacyRequests: number;
  /** Most that the target carried in any hour. */
  targetMost: number;
  /** All that was measured in the hours in which the target carried the declared share of the peak: those of the last 24 hours that have one. */
  hours: Load[];
};

/**
 * The legacy side's busiest hour of the last business cycle, and the hours that say how the target does under such a load. Null
 * without any request on the legacy side.
 */
export function peakOf(check: CheckRollup, now: Date): Peak | null {
  const { peakShare = DEFAULT_PEAK_SHARE } = check.tolerances;
  const from = cycleStartMs(check, now);
  const hours = hoursOf(check, isOfAnHour).filter(({ hour }) => msOf(hour) >= from && msOf(hour) <= now.getTime());
  const loads = hours.flatMap((hour) => hour.loads);
  const legacyRequests = Math.max(0, ...loads.map((load) => load.legacyRequests));
  if (legacyRequests === 0) return null;
  const targetMost = Math.max(0, ...loads.map((load) => load.targetRequests));
  const wanted = new Exact(peakShare).times(legacyRequests);
  const hasLoad = ({ targetRequests }: Load) => targetRequests > 0 && wanted.lte(targetRequests);
  const carried = hours.filter((hour) => hour.loads.some(hasLoad));
  const newest = Math.max(...carried.map(({ hour }) => msOf(hour)));
  const hoursSeen = hours.filter((hour) => hour.loads.some((load) => load.legacyRequests > 0)).length;
  const judged = carried.filter(({ hour }) => msOf(hour) > newest - DAY_MS).flatMap((hour) => hour.loads);
  return { hoursSeen, legacyRequests, targetMost, hours: judged };
}

/** A clock hour, and what is said of it: by telemetry, and by the performance runs that began in it. One of them at least says something. */
export type Hour = { hour: string; loads: Load[] };

/** A run of more than an hour shows no peak: nobody knows how its requests were spread. Nor does one of a part of them. */
const isOfAnHour = ({ spanMs, partial }: Load) => spanMs === undefined && !partial;

/**
 * Neither telemetry nor runs answer each other within an hour: a minute of the one does not tell what the other measured in the same hour.
 * Each load is judged by itself, and the worse counts.
 */
export function hoursOf({ hours, days }: CheckRollup, isAsked: (load: Load) => boolean = () => true): Hour[] {
  const ofRuns = days.flatMap(({ figures }) => figures.loads.map(({ load }) => load)).filter(isAsked);
  const [whole, parts] = [ofRuns.filter(({ partial }) => !partial), ofRuns.filter(({ partial }) => partial)];
  const runs = Map.groupBy(whole, ({ hour }) => msOf(hour));
  const measured = [...[...runs.values()].flatMap((loads) => mergeLoads(loads) ?? []), ...parts];
  return [...Map.groupBy([...hours, ...measured], ({ hour }) => msOf(hour))]
    .sort(([a], [b]) => a - b)
    .map(([ms, loads]) => ({ hour: isoOf(ms), loads }));
}
