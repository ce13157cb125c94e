import { msOf } from '../time/instant.ts';
import { doesFail, isDone } from './progress.ts';
import { type Mark, markKey } from './schema.ts';

/**
 * The mark that holds for each item, by `markKey`, from any number of its marks in any order. Evidence beats marks: an item that a run
 * failed is failed until a run passes it, and what a person says that is better than what runs say holds only with a second person behind
 * it, against what runs had said by then. What is worse holds at once. Of several checks that ran an item each speaks for itself, and the worst
 * holds until each has answered: that it works in one dataset says nothing about another.
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
  const byCheck = new Map<string, Mark>();
  let evidence: Mark | null = null;
  let holds: Mark | null = null;
  let waiting: Mark | null = null;
  for (const mark of marks.toSorted(inOrder)) {
    if (mark.runId !== null) {
      const { checkId = '' } = mark;
      const before = byCheck.get(checkId);
      // A run that skipped it has not tried again.
      if (!before || !doesFail(before) || isDone(mark) || doesFail(mark)) byCheck.set(checkId, mark);
      const worst = worstOf(byCheck.values());
      // What another check says changes nothing where a worse one stands.
      if (worst !== evidence || before === worst) {
        evidence = worst;
        holds = evidence;
        waiting = null;
      }
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

/** Of equally bad ones the newest. */
function worstOf(marks: Iterable<Mark>): Mark | null {
  const oldestFirst = [...marks].sort(inOrder);
  return oldestFirst.reduce<Mark | null>((worst, mark) => (worst && rankOf(worst) < rankOf(mark) ? worst : mark), null);
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
