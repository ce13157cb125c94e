import type { Problem } from '../errors.ts';
import { msOf } from '../time/instant.ts';
import { CLOCK_TOLERANCE_MS } from './clock-tolerance.ts';
import { runKindOf } from './run-kinds.ts';
import type { Run } from './schema.ts';
import type { Tally } from './tally.ts';
import { findCoverageProblems } from './tie-coverage.ts';

/**
 * Everything in a well-formed run that does not add up, all at once; empty for a sound one. `listed`: the tally of all its
 * differences, those that came in chunks included. A run that says why it could not compare claims nothing.
 */
export function findCountProblems(run: Run, listed: Tally, now: Date): Problem[] {
  const time = findTimeProblems(run, now);
  return run.failure ? time : [...time, ...findCoverageProblems(run), ...runKindOf(run).findProblems(run, listed)];
}

function findTimeProblems({ window }: Run, now: Date): Problem[] {
  if (!window) return [];
  const problems: Problem[] = [];
  if (msOf(window.from) > msOf(window.to)) {
    problems.push({ pointer: '/window/from', message: 'must not be after /window/to' });
  }
  if (msOf(window.to) > now.getTime() + CLOCK_TOLERANCE_MS) {
    problems.push({ pointer: '/window/to', message: `lies in the future; the server's time is ${now.toISOString()}` });
  }
  return problems;
}
