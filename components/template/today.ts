import { dayOf } from '#core/time/day.ts';

/** The day on the clock of whoever looks. */
export function today(): string {
  return dayOf(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
}
