import type { LargerFailure, RunFigures } from './figures.ts';
import { takesOver } from './takes-over.ts';
import { slackOf } from './tie-size.ts';
import { failureOf, fewest, mostRowsSeen, rowsThere, unansweredUpTo } from './unanswered.ts';

/**
 * What failed before a scan and is not answered yet: what the scan of its check before it (`previous`) left unanswered, and checksums in
 * between, which say that rows differ and not which. One that the previous scan accounts for is answered by that.
 */
export function failuresBefore(previous: RunFigures | null, checksums: readonly RunFigures[]): LargerFailure[] {
  const left = previous ? unansweredUpTo(previous) : [];
  const failed = checksums.filter((checksum) => previous === null || !accountsFor(previous, checksum));
  return fewest([...left, ...failed.flatMap(failureOf)]);
}

/** For as long as it is in time, of no more rows than it saw but for a thousandth. */
function accountsFor(scan: RunFigures, checksum: RunFigures): boolean {
  const saw = rowsThere(checksum);
  return takesOver(scan) && checksum.asOf <= scan.dueAt && mostRowsSeen(scan) >= saw - slackOf(saw);
}
