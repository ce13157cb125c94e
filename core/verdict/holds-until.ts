import { carriedUntilMs } from '../criteria/traffic-gap.ts';
import type { CheckRollup, Evidence } from '../evidence/rollup.ts';
import { dueOfCheck } from '../freshness/due-of-check.ts';
import { msOf } from '../time/instant.ts';
import { DAY_MS, MINUTE_MS } from '../time/units.ts';
import type { Waiver } from '../waiver/apply-waiver.ts';

const QUARTER_MS = 15 * MINUTE_MS;
/** Business cycles that ended longer ago are no longer asked. */
const CYCLES_MS = 60 * DAY_MS;

type ExpiringInputs = { evidence: Evidence; waivers: readonly Waiver[] };

/**
 * The first moment after `now`, in milliseconds, at which time alone may change what these are judged to be; at most a minute away. From
 * `now` until then every criterion, trend and reason says the same. It may be too early and never too late: a rule that asks the time in a
 * new way adds its moments here, and a property test of all metrics looks whether it did.
 */
export function holdsUntil({ evidence, waivers }: ExpiringInputs, now: Date): number {
  const nowMs = now.getTime();
  const later = (moment: number) => (moment > nowMs ? moment : Number.POSITIVE_INFINITY);
  let until = nextStep(nowMs, MINUTE_MS);
  const upTo = (...moments: readonly number[]) => {
    for (const moment of moments) until = Math.min(until, later(moment));
  };
  for (const check of evidence.checks) upTo(...momentsOf(check));
  for (const { from, to } of evidence.spans) upTo(msOf(from), to === null ? 0 : msOf(to));
  for (const { entry } of evidence.windows) upTo(msOf(entry.from), msOf(entry.to));
  for (const { to } of evidence.plan.cycles) upTo(msOf(to), msOf(to) + CYCLES_MS);
  for (const { decidedAt, expiresAt, withdrawnAt } of waivers) {
    upTo(...[decidedAt, expiresAt, withdrawnAt].map((at) => (at === null ? 0 : msOf(at))));
  }
  const { marks, scenarios, attestations } = evidence.plan;
  const validDays = [...scenarios, ...attestations].flatMap((item) => item.validDays ?? []);
  for (const { at } of marks.values()) {
    upTo(msOf(at), ...[...new Set(validDays)].map((days) => msOf(at) + days * DAY_MS + 1));
  }
  return until;
}

/** What holds up to a moment and that moment included changes a millisecond after it. */
function momentsOf(check: CheckRollup): number[] {
  const { latest, standing = null, tolerances } = check;
  const due = dueOfCheck(check);
  const carriedUntil = check.kind === 'performance' ? carriedUntilMs(check) : null;
  return [
    ...(carriedUntil === null ? [] : [carriedUntil + 1]),
    ...(due === null ? [] : [msOf(due) + 1]),
    ...[latest, standing].flatMap((run) => {
      if (run === null) return [];
      const { lagLimitMs } = tolerances;
      return [msOf(run.dueAt) + 1, ...(lagLimitMs === undefined ? [] : [msOf(run.asOf) + lagLimitMs + 1])];
    }),
  ];
}

/** As above, of what trends show of the days that are over: at most a quarter of an hour, for then a day or an hour of telemetry may go. */
export function pastHoldsUntil({ plan }: Pick<Evidence, 'plan'>, now: Date): number {
  const nowMs = now.getTime();
  const forgotten = plan.cycles.map(({ to }) => msOf(to) + CYCLES_MS).filter((moment) => moment > nowMs);
  return Math.min(nextStep(nowMs, QUARTER_MS), ...forgotten);
}

/** Days begin with a quarter of an hour in every zone, hours as well, and some windows of them a millisecond later. */
function nextStep(nowMs: number, stepMs: number): number {
  const start = Math.floor(nowMs / stepMs) * stepMs;
  return nowMs === start ? start + 1 : start + stepMs;
}
