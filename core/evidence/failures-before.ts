import { alone } from './alone.ts';
import type { LargerFailure, RunFigures } from './figures.ts';
import { accountsOf, differingOf, takesOver } from './takes-over.ts';
import { slackOf } from './tie-size.ts';
import { failureOf, fewest, mostRowsSeen, rowsThere, unansweredUpTo } from './unanswered.ts';

/**
 * What failed before a scan and is not answered yet: what the scan of its check before it (`previous`) left unanswered, and counts and
 * checksums in between, which say that rows differ and not which. One that the previous scan accounts for is answered by that.
 */
export function failuresBefore(previous: RunFigures | null, others: readonly RunFigures[]): LargerFailure[] {
  const left = previous ? unansweredUpTo(previous) : [];
  const failed = others.filter((other) => previous === null || !accountsFor(previous, other));
  return fewest([...left, ...failed.map(alone).flatMap(failureOf)]);
}

/** For as long as it is in time, of no more rows than it saw but for a thousandth, and of what it found. */
function accountsFor(scan: RunFigures, other: RunFigures): boolean {
  if (!takesOver(scan) || other.asOf > scan.dueAt) return false;
  const saw = rowsThere(other);
  const { record_count, checksum } = accountsOf(scan);
  const found = other.kind === 'record_count' ? record_count : checksum;
  return mostRowsSeen(scan) >= saw - slackOf(saw) && differingOf(other) <= found;
}
