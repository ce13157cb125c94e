import { covers } from '../discrepancy/fold-timeline.ts';
import { counted, countText } from '../format/count.ts';
import { msOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';
import { utcMinute } from '../time/utc-minute.ts';
import type { LargerFailure, RunFigures } from './figures.ts';
import { isWhole } from './stands.ts';
import { SHOWN_MS } from './tie-count.ts';
import { slackOf } from './tie-size.ts';
import { mostRowsSeen, rowsSeen, unseenFailures } from './unanswered.ts';
import type { SizeSeen } from './witnesses.ts';

/**
 * What a run makes of the failures before it. One that looked at the whole dataset answers each of which it saw no fewer rows, but for a
 * thousandth, or of which at least half of the rows that it did not see have been missing in all counts for `SHOWN_MS`.
 */
export function largerFailures(
  run: RunFigures,
  before: readonly LargerFailure[],
  sizes: readonly SizeSeen[],
): LargerFailure[] {
  const isComplete = run.skippedChunks === 0 && run.verdict !== 'not_evaluated' && isWhole(run);
  return before.flatMap((failure): LargerFailure | [] => {
    if (!looksAtAllOf(run, failure)) return { ...failure, answer: 'part' };
    const saw = failure.run.kind === run.kind ? rowsSeen(run) : mostRowsSeen(run);
    if (saw >= failure.legacy - slackOf(failure.legacy)) return isComplete ? [] : { ...failure, answer: 'part' };
    if (isComplete && wasShown(saw, failure, run, sizes)) return { ...failure, answer: 'shown' };
    return { ...failure, answer: wasCounted(saw, failure, run, sizes) ? 'fewer' : 'uncounted' };
  });
}

/** Everything, or the window in which the failure is. */
function looksAtAllOf(run: RunFigures, { run: failed }: LargerFailure): boolean {
  if (run.method !== 'full' || run.clockDoubt !== undefined) return false;
  return run.window === null || (failed.window !== null && covers(run.window, failed.window));
}

/** Whether a believed count since then found so few. */
function wasCounted(saw: number, { since }: LargerFailure, run: RunFigures, sizes: readonly SizeSeen[]): boolean {
  const most = saw + Math.max(1, slackOf(saw));
  return sizes.some((size) => size.isBelieved && size.asOf > since && size.asOf <= run.asOf && size.legacy <= most);
}

function wasShown(saw: number, { legacy, since }: LargerFailure, run: RunFigures, sizes: readonly SizeSeen[]): boolean {
  const most = saw + Math.floor((legacy - saw) / 2);
  let shown: string | null = null;
  for (const size of sizes) {
    if (size.asOf <= since || size.asOf > run.asOf) continue;
    if (size.legacy > most) shown = null;
    else if (size.isCount) shown ??= size.receivedAt;
  }
  return shown !== null && msOf(shown) <= msOf(run.receivedAt) - SHOWN_MS;
}

/** "looked at 501 and does not answer the scan of 1,000 rows at 2026-11-21 08:00 UTC, which failed; …" */
export function largerText(run: RunFigures): string | null {
  // How many rows there are comes first.
  if (run.size?.untied) return null;
  const [first, ...others] = unseenFailures(run).toSorted((a, b) => b.legacy - a.legacy);
  if (!first) return null;
  const more = others.length > 0 ? `, nor ${counted(others.length, 'other scan')} that failed` : '';
  const of = `the ${nounOf(first.run)} ${counted(first.legacy, 'row')} at ${utcMinute(msOf(first.run.asOf))}`;
  return `looked at ${countText(rowsSeen(run))} and does not answer ${of}, which failed${more}; a scan of as many rows does, or one of so few once counts have shown them for ${SHOWN_MS / HOUR_MS} hours`;
}

function nounOf({ kind, method }: RunFigures): string {
  if (method === 'sample') return 'sample from';
  return kind === 'checksum' ? 'checksum of' : kind === 'record_count' ? 'count of' : 'scan of';
}
