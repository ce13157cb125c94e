import { Exact } from '../exact.ts';
import type { WeekCosts } from '../forecast/schema.ts';
import type { Mark } from '../mark/schema.ts';
import type { PlanItem } from '../part/plan-parts.ts';
import { daysLate } from '../plan/due-of-workstream.ts';
import { daysBetween } from '../time/day.ts';

type CostInputs = {
  costs: readonly PlanItem<'costs'>[];
  workstreams: readonly PlanItem<'workstreams'>[];
  marks: ReadonlyMap<string, Mark>;
  committedOn: string | null;
  today: string;
};

const ZERO = new Exact(0);

/**
 * What one week more of running both systems costs: lines per day, week and month (a twelfth of 365 days), and the daily cost of work that
 * is late. Lines that are paid once are not paid again. Contingency is a reserve: what days beyond the committed date and late work have
 * cost so far is taken from it. Exact, rounded up to cents for what is to be paid and down for what is left.
 */
export function weekCosts({ costs, workstreams, marks, committedOn, today }: CostInputs): WeekCosts {
  const running = costs.filter(({ kind, per }) => kind !== 'contingency' && per !== 'once');
  const ofLines = running.reduce((sum, line) => sum.plus(weekOf(line)), ZERO);
  const late = workstreams.map((stream) => ({
    days: daysLate(stream, marks, today),
    perDay: new Exact(stream.costPerDay ?? 0),
  }));
  const lateDaily = late.reduce((sum, { days, perDay }) => (days > 0 ? sum.plus(perDay) : sum), ZERO);
  const lateSoFar = late.reduce((sum, { days, perDay }) => sum.plus(perDay.times(days)), ZERO);
  const reserve = costs.filter(({ kind }) => kind === 'contingency');
  const overdue = committedOn === null ? 0 : Math.max(0, daysBetween(committedOn, today));
  const used = ofLines.times(overdue).div(7).plus(lateSoFar);
  const ofLateWork = lateDaily.times(7);
  return {
    week:
      running.length === 0 && ofLateWork.isZero()
        ? null
        : ofLines.plus(ofLateWork).toDecimalPlaces(2, Exact.ROUND_UP).toFixed(),
    ofLateWork: ofLateWork.toDecimalPlaces(2, Exact.ROUND_UP).toFixed(),
    contingencyLeft:
      reserve.length === 0
        ? null
        : reserve
            .reduce((sum, { amount }) => sum.plus(amount), ZERO)
            .minus(used)
            .toDecimalPlaces(2, Exact.ROUND_FLOOR)
            .toFixed(),
  };
}

function weekOf({ amount, per }: PlanItem<'costs'>): InstanceType<typeof Exact> {
  const money = new Exact(amount);
  if (per === 'day') return money.times(7);
  return per === 'month' ? money.times(12 * 7).div(365) : money;
}
