import type { Executed } from '../job/job.ts';

export const EXIT = { match: 0, mismatch: 1, couldNotCompare: 2, notDelivered: 3 } as const;

/** What could not be compared or decided is worse than a difference. Nothing done is no match. */
export function exitCodeOf(all: readonly Executed[]): number {
  const undecided = all.some(({ verdict }) => verdict === 'not_evaluated' || verdict === 'inconclusive');
  if (all.length === 0 || undecided) return EXIT.couldNotCompare;
  return all.some(({ verdict }) => verdict === 'mismatch') ? EXIT.mismatch : EXIT.match;
}
