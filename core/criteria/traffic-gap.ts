import { DEFAULT_PERCENTILE } from '../check/default-percentile.ts';
import { longestGapMs } from '../check/schedule.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import { counted } from '../format/count.ts';
import { dueOfCheck, overdueText } from '../freshness/due-of-check.ts';
import { freshnessOf } from '../freshness/freshness.ts';
import { fewestSamples } from '../stats/fewest-samples.ts';
import { msOf } from '../time/instant.ts';
import { DAY_MS } from '../time/units.ts';
import { utcMinute } from '../time/utc-minute.ts';
import type { UnknownReason } from './criterion-result.ts';
import { hoursOf } from './peak-hours.ts';

/**
 * Why what a performance check measured says nothing of the present; null where it does. Measuring that there was nothing to measure is no
 * evidence: not a run without requests, and not telemetry that reports none for longer than a day (or than its schedule, if that is more).
 */
export function findTrafficGap(check: CheckRollup, now: Date): { reason: UnknownReason; detail: string } | null {
  const due = dueOfCheck(check);
  if (due === null) return { reason: 'no_evidence', detail: 'nothing was measured' };
  if (freshnessOf({ dueAt: due }, now.getTime()) === 'stale') {
    return { reason: 'stale', detail: `telemetry ${overdueText(due)}` };
  }
  const carried = lastCarriedMs(check);
  const { latest } = check;
  if (latest?.verdict === 'not_evaluated' && !(carried !== null && carried > msOf(latest.asOf))) {
    return { reason: 'no_evidence', detail: 'the newest run measured no request on the target' };
  }
  if (carried !== null && now.getTime() > carried + quietMs(check)) {
    const since = utcMinute(carried);
    return { reason: 'no_evidence', detail: `the target has carried no request since ${since}` };
  }
  return null;
}

/** Until when what the target carried last speaks for the present; null where it never carried anything. */
export function carriedUntilMs(check: CheckRollup): number | null {
  const carried = lastCarriedMs(check);
  return carried === null ? null : carried + quietMs(check);
}

const quietMs = ({ schedule }: CheckRollup) => Math.max(DAY_MS, longestGapMs(schedule) + schedule.graceMs);

/**
 * Telemetry of the last day that has any carried so few requests on the target that a percentile of them is not known, as a run of so few is
 * inconclusive: "only 1 request on the target". Null where it is known.
 */
export function fewRequests({ hours, tolerances }: CheckRollup): string | null {
  const newest = Math.max(...hours.map(({ hour }) => msOf(hour)));
  const ofDay = hours.filter(({ hour }) => msOf(hour) > newest - DAY_MS);
  const requests = ofDay.reduce((sum, { targetRequests }) => sum + targetRequests, 0);
  const fewest = fewestSamples(tolerances.percentile ?? DEFAULT_PERCENTILE);
  return requests < fewest ? `only ${counted(requests, 'request')} on the target` : null;
}

/** When a request on the target was measured last, to the hour. */
function lastCarriedMs(check: CheckRollup): number | null {
  const loads = hoursOf(check).flatMap((hour) => hour.loads);
  const carried = loads.filter(({ targetRequests }) => targetRequests > 0);
  return carried.length === 0 ? null : Math.max(...carried.map(({ asOf }) => msOf(asOf)));
}
