import type { CheckKind } from '../check/schema.ts';
import { dayOf } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import type { RunFigures } from './figures.ts';

const HOUR_MS = 3_600_000;

/** `counts`, `waits` for a second person, or was `refused` by one. */
export type Taken = 'counts' | 'waits' | 'refused';

/** By what it is told whether evidence may still change a day that is over. `keyMadeAt`: when the key was made that sent it. */
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

/** Kinds that can be worse than another run of theirs and match all the same: what they measured is compared with limits of criteria. */
const measured: ReadonlySet<CheckKind> = new Set(['performance', 'replication_lag', 'noise_floor']);

type Judged = Pick<RunFigures, 'verdict' | 'alone' | 'receivedAt'>;

/** What a run said by itself, whatever others made of it since. */
const ownVerdict = ({ verdict, alone }: Pick<Judged, 'verdict' | 'alone'>) => alone?.verdict ?? verdict;

/**
 * Whether a corrected run takes the effect of the one it names. To take back what speaks against a day that was judged waits for a second
 * person; so does exchanging what speaks for it for something that waits itself. To take back good news is bad news, and counts at once.
 */
export function takesBack(old: RunFigures, by: Judged, evidence: Taken, timeZone: string): Taken {
  if (!isJudged(old.day, by.receivedAt, timeZone)) return 'counts';
  if (ownVerdict(old) !== 'match' || measured.has(old.kind)) return 'waits';
  return ownVerdict(by) === 'match' ? evidence : 'counts';
}

export const whyCorrected = (old: RunFigures): string => `it replaces a run of ${old.day}, a day that was judged`;
