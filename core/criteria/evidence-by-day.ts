import { newerStanding } from '../evidence/day.ts';
import type { DayRanges } from '../evidence/day-ranges.ts';
import type { CheckRollup, DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { marksInForce } from '../mark/marks-in-force.ts';
import type { Mark } from '../mark/schema.ts';
import { cutOffMs } from '../time/day.ts';
import { msOf } from '../time/instant.ts';

export type EvidenceOfDay = { day: string; at: Date; evidence: Evidence };

/**
 * The evidence as it stood at the end of each of some ascending days, the day that is not over at `now`: what was read by then, whenever
 * it came. Datasets, checks and the calendar are those of today. `marks`: every mark there is; left out, the newest of each stands
 * for all days.
 */
export function evidenceByDay(
  evidence: Evidence,
  days: readonly string[],
  now: Date,
  marks?: readonly Mark[],
): EvidenceOfDay[] {
  const checks = evidence.checks.map(newestByDay);
  return days.map((day) => {
    const at = new Date(Math.min(cutOffMs(day, evidence.timeZone) - 1, now.getTime()));
    return {
      day,
      at,
      evidence: {
        ...evidence,
        checks: checks.map((asOf) => asOf(day, at)),
        spans: spansAt(evidence.spans, at),
        plan: marks ? { ...evidence.plan, marks: marksAt(marks, at) } : evidence.plan,
      },
    };
  });
}

/** A check as it stood at the end of a day. To be asked for ascending days. */
function newestByDay(check: CheckRollup): (day: string, at: Date) => CheckRollup {
  const days = check.days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  let next = 0;
  let latest: CheckRollup['latest'] = null;
  let standing: CheckRollup['latest'] = null;
  return (day, at) => {
    for (let one = days[next]; one && one.day <= day; next += 1, one = days[next]) {
      const { newest } = one.figures;
      latest = newest;
      for (const run of [one.figures.standing, newest]) if (run) standing = newerStanding(standing, run);
    }
    return {
      ...check,
      latest,
      standing: standing?.runId === latest?.runId ? null : standing,
      days: days.slice(0, next),
      ledger: { ...check.ledger, proven: upTo(check.ledger.proven, day) },
      hours: check.hours.filter(({ hour }) => msOf(hour) <= at.getTime()),
      lagHours: (check.lagHours ?? []).filter(({ hour }) => msOf(hour) <= at.getTime()),
    };
  };
}

function upTo(ranges: DayRanges, day: string): DayRanges {
  return ranges.filter(([from]) => from <= day).map(([from, to]) => [from, to < day ? to : day]);
}

/** What was closed later was open then. */
function spansAt(spans: readonly DiscrepancySpan[], at: Date): DiscrepancySpan[] {
  return spans
    .filter(({ from }) => msOf(from) <= at.getTime())
    .map((span) => (span.to !== null && msOf(span.to) > at.getTime() ? { ...span, to: null } : span));
}

function marksAt(marks: readonly Mark[], at: Date): Evidence['plan']['marks'] {
  const then = marks.filter((mark) => msOf(mark.at) <= at.getTime());
  return marksInForce(
    then.map(({ approval, ...mark }) => (approval && msOf(approval.at) <= at.getTime() ? { ...mark, approval } : mark)),
  );
}
