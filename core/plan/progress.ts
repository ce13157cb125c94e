import { countText } from '../format/count.ts';
import type { Mark } from './mark.ts';

const DAY_MS = 86_400_000;

export type Standing = 'done' | 'failed' | 'under_way' | 'outdated' | 'open';

/** What a mark says about its item; every other one takes back what was said before it. */
const standings: Readonly<Record<string, Standing>> = {
  documented: 'done',
  passed: 'done',
  failed: 'failed',
  validated: 'done',
  attested: 'done',
  done: 'done',
  approved: 'done',
  in_progress: 'under_way',
  slipped: 'under_way',
};

/** How an item stands. What was said longer ago than it holds is outdated, whatever it was: it proves nothing any more. */
export function standingOf(mark: Mark | null, nowMs: number, validDays: number | null = null): Standing {
  if (mark === null) return 'open';
  const standing = standings[mark.status] ?? 'open';
  const isOld = validDays !== null && nowMs - Date.parse(mark.at) > validDays * DAY_MS;
  return isOld && standing !== 'open' ? 'outdated' : standing;
}

export type Progress = { done: number; failed: number; of: number };

export function progressOf(standings: readonly Standing[]): Progress {
  const count = (wanted: Standing) => standings.filter((standing) => standing === wanted).length;
  return { done: count('done'), failed: count('failed'), of: standings.length };
}

/** "12 of 20 documented, 1 failed" */
export function progressText({ done, failed, of }: Progress, word: string): string {
  return `${countText(done)} of ${countText(of)} ${word}${failed > 0 ? `, ${countText(failed)} failed` : ''}`;
}
