import { DAY_MS, HOUR_MS } from '#core/time/units.ts';

/** How long a key lives, as it is offered; 0 is forever. */
export const lifetimes = [
  { days: 30, word: 'in 30 days' },
  { days: 90, word: 'in 90 days' },
  { days: 365, word: 'in a year' },
  { days: 0, word: 'never' },
] as const;

export function expiryOf(days: number): string | null {
  return days === 0 ? null : new Date(Date.now() + days * DAY_MS).toISOString();
}

/** How long the old key stays good after a rotation. */
export const overlaps = [
  { ms: HOUR_MS, word: 'for 1 more hour' },
  { ms: DAY_MS, word: 'for 24 more hours' },
  { ms: 7 * DAY_MS, word: 'for 7 more days' },
  { ms: 0, word: 'not at all: it ends now' },
] as const;
