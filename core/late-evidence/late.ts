import { kindOf } from '../check/kinds.ts';
import type { RunFigures } from '../evidence/figures.ts';
import { leftOutOf, type Seen, unseenBy } from '../evidence/left-out-of.ts';
import type { ColumnsOfPlan } from '../run/uncompared-columns.ts';
import { dayOf } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';

/** `counts`, `waits` for a second person, or was `refused` by one. */
export type Taken = 'counts' | 'waits' | 'refused';

/** What decides whether evidence may still change a day that is over. `keyMadeAt`: when the key was made that sent it. */
export type LateRule = { timeZone: string; lateEvidenceHours: number; keyMadeAt: string };

/** Days are judged at their end: today is not yet. */
export function isJudged(day: string, receivedAt: string, timeZone: string): boolean {
  return day < dayOf(msOf(receivedAt), timeZone);
}

/** Why evidence of a moment waits for a second person; null: it counts. Bad news never waits, so this is asked of good news only. */
export function whyLate(asOf: string, receivedAt: string, { timeZone, ...rule }: LateRule): string | null {
  const day = dayOf(msOf(asOf), timeZone);
  if (!isJudged(day, receivedAt, timeZone)) return null;
  const lateMs = msOf(receivedAt) - msOf(asOf);
  if (lateMs > rule.lateEvidenceHours * HOUR_MS) {
    return `it came ${Math.floor(lateMs / HOUR_MS)} hours after it was read, more than ${rule.lateEvidenceHours}`;
  }
  const madeOn = dayOf(msOf(rule.keyMadeAt), timeZone);
  return day < madeOn ? `it is about ${day}, before its key was made on ${madeOn}` : null;
}

/** What a run said by itself, whatever others made of it since. */
const ownVerdict = ({ verdict, alone }: RunFigures) => alone?.verdict ?? verdict;

/** Whether a corrected run takes the effect of the one it names, and why it does not at once. */
type TakenBack = { taken: Exclude<Taken, 'waits'>; why: null } | { taken: 'waits'; why: string };

/**
 * To take back good news is bad news, and counts at once. To take back what speaks against a day that was judged waits for a second person, and
 * so does exchanging what speaks for it for something that waits itself. A finding is taken back only by looking at the same thing: a run that
 * looks at less than the one it names waits whatever the day and whatever it says, for else a failure would be gone by not looking again, and a
 * column or a row that nobody knows of any more could be left out from then on. What it found wrong counts all the same.
 */
export function takesBack(
  old: Seen,
  by: Seen,
  evidence: Taken,
  { timeZone, dataset }: { timeZone: string; dataset: ColumnsOfPlan },
): TakenBack {
  const { day, kind } = old.figures;
  const wasGood = ownVerdict(old.figures) === 'match' && !kindOf(kind).hasOwnFigure;
  const isBad = wasGood && ownVerdict(by.figures) !== 'match';
  const judged = isJudged(day, by.figures.receivedAt, timeZone);
  const missing = isBad ? unseenBy(old, by, dataset) : leftOutOf(old, by, dataset);
  const whyJudged = `it replaces a run of ${day}, a day that was judged`;
  const why = [
    ...(judged && !isBad && (!wasGood || evidence === 'waits') ? [whyJudged] : []),
    ...(missing.length > 0 ? [`it leaves out what the run that it replaces looked at: ${missing.join('; ')}`] : []),
  ];
  if (why.length > 0) return { taken: 'waits', why: why.join('; ') };
  return { taken: judged && !isBad && evidence === 'refused' ? 'refused' : 'counts', why: null };
}
