import type { CheckRollup, Evidence } from '../evidence/rollup.ts';
import { dueOfCheck } from '../freshness/due-of-check.ts';
import { msOf } from '../time/instant.ts';
import { DAY_MS } from '../time/units.ts';
import { carriedUntilMs } from './traffic-gap.ts';

/**
 * Moments, in milliseconds, at which time alone may change what a metric says. A full minute need not be among them, nor the millisecond
 * after it. One too many does no harm; with one missing an old verdict is shown as if it were the present one.
 */
export type Moments = (evidence: Evidence, now: Date) => readonly number[];

/** Business cycles that ended longer ago are no longer asked. */
const CYCLES_MS = 60 * DAY_MS;

/** The results of checks become overdue, and suspected rows count as confirmed. What holds up to a moment changes a millisecond after it. */
export function whenResultsAge({ checks }: Evidence): number[] {
  return checks.flatMap((check) => [
    ...optional(check.kind === 'performance' ? carriedUntilMs(check) : null),
    ...optional(dueMs(check)),
    ...[check.latest, check.standing ?? null].flatMap((run) => {
      if (run === null) return [];
      const { lagLimitMs } = check.tolerances;
      return [msOf(run.dueAt) + 1, ...(lagLimitMs === undefined ? [] : [msOf(run.asOf) + lagLimitMs + 1])];
    }),
  ]);
}

/** Discrepancies open and close. */
export function whenSpansChange({ spans }: Evidence): number[] {
  return spans.flatMap(({ from, to }) => [msOf(from), ...(to === null ? [] : [msOf(to)])]);
}

/** Marks begin, and lose their validity. */
export function whenMarksAge({ plan: { marks, scenarios, attestations } }: Evidence): number[] {
  const validDays = new Set([...scenarios, ...attestations].flatMap((item) => item.validDays ?? []));
  return [...marks.values()].flatMap(({ at }) => [
    msOf(at),
    ...[...validDays].map((days) => msOf(at) + days * DAY_MS + 1),
  ]);
}

/** Business cycles end, and are forgotten. */
export function whenCyclesEnd({ plan }: Pick<Evidence, 'plan'>): number[] {
  return plan.cycles.flatMap(({ to }) => [msOf(to), msOf(to) + CYCLES_MS]);
}

function dueMs(check: CheckRollup): number | null {
  const due = dueOfCheck(check);
  return due === null ? null : msOf(due);
}

const optional = (moment: number | null) => (moment === null ? [] : [moment + 1]);
