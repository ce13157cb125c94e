import { whenCyclesEnd } from '../criteria/moments.ts';
import { type Registry, registry } from '../criteria/registry.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { msOf } from '../time/instant.ts';
import { MINUTE_MS } from '../time/units.ts';
import type { Waiver } from '../waiver/apply-waiver.ts';

const QUARTER_MS = 15 * MINUTE_MS;

type ExpiringInputs = { evidence: Evidence; waivers: readonly Waiver[] };

/**
 * The first moment after `now`, in milliseconds, at which time alone may change what these are judged to be; at most a minute away. From
 * `now` until then every criterion, trend and reason says the same. It may be too early and never too late: each metric names its moments
 * (`changesAt` of its descriptor), and `when-metrics-change.test.ts` looks for changes of each metric at any other moment.
 */
export function holdsUntil({ evidence, waivers }: ExpiringInputs, now: Date, { metrics }: Registry = registry): number {
  const nowMs = now.getTime();
  let until = nextStep(nowMs, MINUTE_MS);
  const upTo = (moments: readonly number[]) => {
    for (const moment of moments) if (moment > nowMs && moment < until) until = moment;
  };
  for (const momentsOf of new Set(metrics.flatMap(({ changesAt }) => changesAt))) upTo(momentsOf(evidence, now));
  for (const { entry } of evidence.windows) upTo([msOf(entry.from), msOf(entry.to)]);
  for (const { decidedAt, expiresAt, withdrawnAt } of waivers) {
    upTo([decidedAt, expiresAt, withdrawnAt].flatMap((at) => (at === null ? [] : msOf(at))));
  }
  return until;
}

/** As above, of what trends show of the days that are over: at most a quarter of an hour, for then a day or an hour of telemetry may go. */
export function pastHoldsUntil(evidence: Pick<Evidence, 'plan'>, now: Date): number {
  const nowMs = now.getTime();
  return Math.min(nextStep(nowMs, QUARTER_MS), ...whenCyclesEnd(evidence).filter((moment) => moment > nowMs));
}

/** Days begin with a quarter of an hour in every zone, hours as well, and some windows of them a millisecond later. */
function nextStep(nowMs: number, stepMs: number): number {
  const start = Math.floor(nowMs / stepMs) * stepMs;
  return nowMs === start ? start + 1 : start + stepMs;
}
