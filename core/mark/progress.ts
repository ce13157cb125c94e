import { countText } from '../format/count.ts';
import { DAY_MS } from '../time/units.ts';
import type { Mark } from './schema.ts';

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

export const isDone = ({ status }: Pick<Mark, 'status'>): boolean => standings[status] === 'done';
export const doesFail = ({ status }: Pick<Mark, 'status'>): boolean => standings[status] === 'failed';

/** How an item stands. What was said longer ago than it holds is outdated: it proves nothing any more. What a run failed stays failed. */
export function standingOf(mark: Mark | null, nowMs: number, validDays: number | null = null): Standing {
  if (mark === null) return 'open';
  const standing = standings[mark.status] ?? 'open';
  if (failedByRun(mark)) return 'failed';
  const isOld = validDays !== null && nowMs - Date.parse(mark.at) > validDays * DAY_MS;
  if (isOld && mark.against && doesFail(mark.against)) return 'failed';
  return isOld && standing !== 'open' ? 'outdated' : standing;
}

const failedByRun = (mark: Mark) => mark.runId !== null && doesFail(mark);

export type Progress = { done: number; failed: number; of: number };

export function progressOf(standings: readonly Standing[]): Progress {
  const count = (wanted: Standing) => standings.filter((standing) => standing === wanted).length;
  return { done: count('done'), failed: count('failed'), of: standings.length };
}

/** "12 of 20 documented, 1 failed" */
export function progressText({ done, failed, of }: Progress, word: string): string {
  return `${countText(done)} of ${countText(of)} ${word}${failed > 0 ? `, ${countText(failed)} failed` : ''}`;
}
