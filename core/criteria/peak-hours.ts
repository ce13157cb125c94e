import type { Load } from '../evidence/figures.ts';
import { mergeLoads } from '../evidence/load-of-run.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import { Exact } from '../exact.ts';
import { msOf } from '../time/instant.ts';

export const DEFAULT_CYCLE_DAYS = 31;
export const DEFAULT_PEAK_SHARE = '0.8';
const DAY_MS = 86_400_000;

export type Peak = {
  /** Hours of the cycle in which the legacy side was measured: the busiest is the busiest of these. */
  hoursSeen: number;
  /** Requests of the legacy side's busiest hour. */
  legacyRequests: number;
  /** Most that the target carried in any hour. */
  targetMost: number;
  /** Hours in which the target carried the declared share of the peak: those of the last 24 hours that have one. */
  hours: Load[];
};

/**
 * The legacy side's busiest hour of the last business cycle, and the hours that say how the target does under such a load. Null
 * without any request on the legacy side.
 */
export function peakOf(check: CheckRollup, now: Date): Peak | null {
  const { cycleDays = DEFAULT_CYCLE_DAYS, peakShare = DEFAULT_PEAK_SHARE } = check.tolerances;
  const from = now.getTime() - cycleDays * DAY_MS;
  const hours = hoursOf(check).filter(({ hour }) => msOf(hour) >= from && msOf(hour) <= now.getTime());
  const legacyRequests = Math.max(0, ...hours.map((load) => load.legacyRequests));
  if (legacyRequests === 0) return null;
  const targetMost = Math.max(0, ...hours.map((load) => load.targetRequests));
  const wanted = new Exact(peakShare).times(legacyRequests);
  const carried = hours.filter((load) => load.targetRequests > 0 && wanted.lte(load.targetRequests));
  const newest = Math.max(...carried.map(({ hour }) => msOf(hour)));
  const hoursSeen = hours.filter((load) => load.legacyRequests > 0).length;
  return { hoursSeen, legacyRequests, targetMost, hours: carried.filter(({ hour }) => msOf(hour) > newest - DAY_MS) };
}

/** Telemetry where there is any for an hour, else what performance runs measured in it. */
export function hoursOf({ hours, days }: CheckRollup): Load[] {
  const known = new Set(hours.map(({ hour }) => msOf(hour)));
  const runs = days
    .flatMap(({ figures }) => figures.loads.map(({ load }) => load))
    .filter(({ hour }) => !known.has(msOf(hour)));
  const merged = [...Map.groupBy(runs, ({ hour }) => msOf(hour)).values()].flatMap((loads) => mergeLoads(loads) ?? []);
  return [...hours, ...merged].sort((a, b) => msOf(a.hour) - msOf(b.hour));
}
