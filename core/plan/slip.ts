import { Exact } from '../exact.ts';
import type { Mark } from '../mark/schema.ts';
import { dayOf, daysBetween } from '../time/day.ts';

export type Slip = {
  /** The day it is due now: as it was said when it slipped, else as planned. */
  dueOn: string;
  /** Days that the due day has moved; negative: it is due earlier than planned. */
  movedDays: number;
  /** Days after the planned day: until today, or until it was done. */
  lateDays: number;
  /** What `lateDays` have cost, decimal text in the migration's currency; null: no cost per day is known. */
  cost: string | null;
  /** What it will have cost if it is done on `dueOn`, where that is more. */
  expectedCost: string | null;
};

type Planned = { dueOn: string | null; costPerDay: string | null };

/** How late a workstream is against the day that was planned. Null without such a day. */
export function slipOf(
  { dueOn, costPerDay }: Planned,
  mark: Mark | null,
  nowMs: number,
  timeZone: string,
): Slip | null {
  if (dueOn === null) return null;
  const dueNow = mark?.status === 'slipped' ? (mark.dueOn ?? dueOn) : dueOn;
  const endMs = mark?.status === 'done' ? Date.parse(mark.at) : nowMs;
  const lateDays = Math.max(0, daysBetween(dueOn, dayOf(endMs, timeZone)));
  const movedDays = daysBetween(dueOn, dueNow);
  const costOf = (days: number) => (costPerDay === null ? null : new Exact(costPerDay).times(days).toFixed());
  return {
    dueOn: dueNow,
    movedDays,
    lateDays,
    cost: lateDays > 0 ? costOf(lateDays) : null,
    expectedCost: movedDays > lateDays ? costOf(movedDays) : null,
  };
}
