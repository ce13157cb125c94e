import { daysBetween } from '../time/day.ts';

export type TimeBoxState = {
  /** near: within the days of warning. over: the day has come, and dual running goes on. */
  state: 'ahead' | 'near' | 'over';
  /** Days until it ends; over: since. */
  days: number;
};

/** Dual running is a step, not an architecture: from `endsOn` on, an alarm; a warning `warnDays` before. `today` in the migration's zone. */
export function timeBoxState({ endsOn, warnDays }: { endsOn: string; warnDays: number }, today: string): TimeBoxState {
  const left = daysBetween(today, endsOn);
  if (left <= 0) return { state: 'over', days: Math.abs(left) };
  return { state: left <= warnDays ? 'near' : 'ahead', days: left };
}
