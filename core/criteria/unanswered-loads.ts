import type { Load } from '../evidence/figures.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import { msOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';
import { cycleStartMs } from './peak-hours.ts';

type Judge = (load: Load) => boolean;
type Placed = { load: Load; isRun: boolean };

/**
 * Loads of the business cycle under which the target failed, and that nothing answers: a failure is answered by a later hour, or a later run, that
 * carried no less and met. Not by a higher peak elsewhere, before which it would look small: what is too slow under a load is so under a higher
 * one. `fewest`: an hour of telemetry with fewer requests than these is judged only where it is a peak; a run was meant as a test.
 */
export function unansweredLoads(check: CheckRollup, now: Date, doesMeet: Judge, fewest: number): Load[] {
  const from = cycleStartMs(check, now);
  const all: Placed[] = [
    ...check.hours.map((load) => ({ load, isRun: false })),
    ...check.days.flatMap(({ figures }) => figures.loads.map(({ load }) => ({ load, isRun: true }))),
  ];
  const asked = all.filter(
    ({ load }) => load.targetRequests > 0 && msOf(load.hour) >= from && msOf(load.hour) <= now.getTime(),
  );
  const { met = [], failed = [] } = Object.groupBy(asked, ({ load }) => (doesMeet(load) ? 'met' : 'failed'));
  return failed
    .filter(({ load, isRun }) => isRun || load.targetRequests >= fewest)
    .filter((one) => !met.some((other) => answers(other, one)))
    .map(({ load }) => load);
}

function answers(by: Placed, failed: Placed): boolean {
  return !by.load.partial && isLater(by, failed) && carriesNoLess(by.load, failed.load);
}

/** Telemetry and runs of one hour do not answer each other, since nobody knows of which minutes the hour is. */
function isLater(by: Placed, failed: Placed): boolean {
  if (by.isRun && failed.isRun) return msOf(by.load.asOf) > msOf(failed.load.asOf);
  const end = failed.isRun ? msOf(failed.load.asOf) : msOf(failed.load.hour) + HOUR_MS;
  return msOf(by.load.hour) >= end;
}

/** By the hour. A time of more than an hour may have been slow in any of them, so it answers only another such time. */
function carriesNoLess(by: Load, failed: Load): boolean {
  if (by.spanMs !== undefined && failed.spanMs === undefined) return false;
  return perHour(by) >= perHour(failed);
}

const perHour = ({ targetRequests, spanMs = HOUR_MS }: Load) => (targetRequests * HOUR_MS) / spanMs;
