import { msOf } from '../time/instant.ts';
import { isNewer } from './day.ts';
import type { RunFigures } from './figures.ts';

/**
 * The run that speaks for a check: the newest whose time is believed. One that is doubted stands in its way only so long as nothing was
 * heard since: until the newest believed one was received later. Nobody knows when it was read, so it may be the newest until then, and
 * never proves anything.
 */
export function latestOf(believed: RunFigures | null, doubted: RunFigures | null): RunFigures | null {
  if (!believed || !doubted) return believed ?? doubted;
  return msOf(doubted.receivedAt) >= msOf(believed.receivedAt) ? doubted : believed;
}

/** As above, of runs in any order. */
export function latestOfAll(runs: readonly RunFigures[]): RunFigures | null {
  const newest = (among: readonly RunFigures[]) =>
    among.reduce<RunFigures | null>((found, run) => (found && !isNewer(run, found) ? found : run), null);
  return latestOf(newest(runs.filter((run) => !run.clockDoubt)), newest(runs.filter((run) => run.clockDoubt)));
}
