import { DAY_MS, HOUR_MS } from '#core/time/units.ts';

/** How long a key lives, as it is offered, in days; 0 is forever. */
export const lifetimes = [
  [30, 'in 30 days'],
  [90, 'in 90 days'],
  [365, 'in a year'],
  [0, 'never'],
] as const;

export function expiryOf(days: number): string | null {
  return days === 0 ? null : new Date(Date.now() + days * DAY_MS).toISOString();
}

/** How long the old key stays good after a rotation, in ms. */
export const overlaps = [
  [HOUR_MS, 'for 1 more hour'],
  [DAY_MS, 'for 24 more hours'],
  [7 * DAY_MS, 'for 7 more days'],
  [0, 'not at all: it ends now'],
] as const;
