import { msOf } from '../time/instant.ts';
import type { Run, RunOf } from './schema.ts';

/** A full scan without skipped chunks whose range covers `needed`; null: the whole dataset. */
export function looksAtAll({ coverage, window }: Run, needed: Run['window']): boolean {
  if (coverage.method !== 'full' || coverage.skippedChunks > 0) return false;
  if (window === null) return true;
  if (needed === null) return false;
  return msOf(window.from) <= msOf(needed.from) && msOf(window.to) >= msOf(needed.to);
}

type Scenarios = RunOf<'scenario'>['scenarios'];

/**
 * What a run says of the scenarios of the plan: what failed, in any run. That others passed only where the run is believed and left nothing out: a
 * sample, a window or skipped chunks prove no pass.
 */
export function scenariosSaid(run: RunOf<'scenario'>, isBelieved: boolean): Scenarios {
  const proves = isBelieved && looksAtAll(run, null);
  return proves ? run.scenarios : run.scenarios.filter(isFailed);
}

export const isFailed = ({ result }: Scenarios[number]): boolean => result === 'failed';
