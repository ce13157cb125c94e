import { msOf } from '../time/instant.ts';
import { type Mark, markKey } from './mark.ts';
import { doesFail, isDone } from './progress.ts';

/**
 * The mark that holds for each item, by `markKey`, from any number of its marks in any order. Evidence beats marks: an item that a run
 * failed is failed until a run passes it, and what a person says that is better than what runs say holds only with a second person behind
 * it, against what runs had said by then. What is worse holds at once.
 */
export function marksInForce(marks: readonly Mark[]): ReadonlyMap<string, Mark> {
  const items = Map.groupBy(marks, markKey);
  return new Map(
    [...items].flatMap(([key, own]) => {
      const mark = ofItem(own);
      return mark ? [[key, mark] as const] : [];
    }),
  );
}

function ofItem(marks: readonly Mark[]): Mark | null {
  let evidence: Mark | null = null;
  let holds: Mark | null = null;
  let waiting: Mark | null = null;
  for (const mark of marks.toSorted(inOrder)) {
    if (mark.runId !== null) {
      // A run that skipped it has not tried again.
      if (!evidence || !doesFail(evidence) || isDone(mark) || doesFail(mark)) evidence = mark;
      holds = evidence;
      waiting = null;
    } else if (!evidence || !isBetter(mark, evidence)) {
      holds = mark;
      waiting = null;
    } else if (mark.approval && msOf(mark.approval.againstAt) >= msOf(evidence.at)) {
      const { status, by, at, runId } = evidence;
      holds = runId === null ? mark : { ...mark, against: { status, by, at, runId } };
      waiting = null;
    } else waiting = mark;
  }
  if (!holds || !waiting?.id) return holds;
  const { id, status, by, at } = waiting;
  return { ...holds, waiting: { id, status, by, at } };
}

/** Passed is better than skipped, and that is better than failed. */
function isBetter(mark: Mark, evidence: Mark): boolean {
  return rankOf(mark) > rankOf(evidence);
}

const rankOf = (mark: Mark) => (isDone(mark) ? 2 : doesFail(mark) ? 0 : 1);

/** By time. At one moment people come before runs, and what failed comes last: it holds. Else the later in the list. */
function inOrder(a: Mark, b: Mark): number {
  return msOf(a.at) - msOf(b.at) || Number(a.runId !== null) - Number(b.runId !== null) || failedLast(a, b);
}

function failedLast(a: Mark, b: Mark): number {
  return a.runId === null ? 0 : rankOf(b) - rankOf(a);
}
