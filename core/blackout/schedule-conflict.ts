import { longestGapMs } from '../check/schedule.ts';
import type { Schedule } from '../check/schema.ts';
import type { Stretch } from './stretches.ts';

/** `always`: whenever the stretch comes, evidence is overdue before it is over. `possible`: only if a result falls due early in it. */
export type ScheduleConflict = { severity: 'always' | 'possible'; stretch: Stretch };

/**
 * Whether stretches without reading make a check's evidence overdue. A result that falls due at the beginning of a stretch comes at
 * its end at the earliest, so it is late by up to the whole of it; and one falls due at least every `longestGapMs`.
 */
export function scheduleConflict(schedule: Schedule, stretches: readonly Stretch[]): ScheduleConflict | null {
  const longest = stretches.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))[0];
  if (!longest) return null;
  const lengthMs = longest.toMs - longest.fromMs;
  if (lengthMs > longestGapMs(schedule) + schedule.graceMs) return { severity: 'always', stretch: longest };
  return lengthMs > schedule.graceMs ? { severity: 'possible', stretch: longest } : null;
}
