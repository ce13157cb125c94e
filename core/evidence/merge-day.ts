import { laterOf, msOf } from '../time/instant.ts';
import type { DayFigures, RunFigures } from './figures.ts';

/** True if `a` has the newer watermark. Ties go to the run begun later: run ids order by time, the order of arrival decides nothing. */
export function isNewer(a: Pick<RunFigures, 'asOf' | 'runId'>, b: Pick<RunFigures, 'asOf' | 'runId'>): boolean {
  const difference = msOf(a.asOf) - msOf(b.asOf);
  return difference === 0 ? a.runId > b.runId : difference > 0;
}

/** Commutative, associative, and merging a run twice changes nothing. */
export function mergeDay(a: DayFigures, b: DayFigures): DayFigures {
  return {
    coveredUntil: laterOf(a.coveredUntil, b.coveredUntil),
    heardUntil: laterOf(a.heardUntil, b.heardUntil),
    lateAt: laterOf(a.lateAt, b.lateAt),
    newest: isNewer(a.newest, b.newest) ? a.newest : b.newest,
    draws: byRun([...a.draws, ...b.draws]),
    loads: byRun([...a.loads, ...b.loads]),
  };
}

function byRun<T extends { runId: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.runId, item])).values()].sort((a, b) => (a.runId < b.runId ? -1 : 1));
}
