import { Exact } from '../exact.ts';
import type { PlanItem } from '../part/plan-parts.ts';

/** Days of a month on average, over the four years of a leap. */
const DAYS = { day: 1, week: 7, month: '30.4375' } as const;
const MONEY_DIGITS = 2;

/**
 * What running both systems costs a day, in the migration's currency, rounded to hundredths: the lines that recur. What is paid once is
 * paid whatever the day of the exit, and a contingency is a reserve; neither counts. Null: no line recurs, so nothing is known.
 */
export function costPerDay(lines: readonly PlanItem<'costs'>[]): string | null {
  const daily = lines.flatMap(({ kind, amount, per }) =>
    per === 'once' || kind === 'contingency' ? [] : [new Exact(amount).div(DAYS[per])],
  );
  if (daily.length === 0) return null;
  return Exact.sum(...daily).toFixed(MONEY_DIGITS);
}
