import { anyDayOf, daysMissing } from '../evidence/day-ranges.ts';
import type { CheckRollup, DatasetFacts } from '../evidence/rollup.ts';
import { msOf } from '../time/instant.ts';
import type { OverdueCheck } from './judge-day.ts';

type Judged = { check: CheckRollup; dataset: DatasetFacts };

/**
 * The first check, of those given, that was overdue at the cut-off of each of `dates` (ascending, without a gap): no evidence of that day
 * or an earlier one held any more. Evidence belongs to the day of its watermark, so what came late fills its own day and none after
 * the time it speaks for.
 */
export function overdueChecks(
  judged: readonly Judged[],
  dates: readonly string[],
  cutOffMsOf: (date: string) => number,
): ReadonlyMap<string, OverdueCheck> {
  const overdue = new Map<string, OverdueCheck>();
  let open = dates;
  for (const { check, dataset } of judged) {
    const found = daysMissing(coverOf(check, dataset), open).filter((date) => !wasNotDue(check, cutOffMsOf(date)));
    for (const date of found) overdue.set(date, { check, datasetName: dataset.name });
    if (found.length > 0) open = open.filter((date) => !overdue.has(date));
  }
  return overdue;
}

/** Those of `dates` of which evidence came after they were judged. */
export function lateDays(judged: readonly Judged[], dates: readonly string[]): ReadonlySet<string> {
  const late = judged.map(({ check }) => check.ledger.late).filter((ranges) => ranges.length > 0);
  return new Set(dates.filter((date) => late.some((ranges) => anyDayOf(ranges, [date, date]))));
}

/** Only a field-level run finds the critical discrepancies of a critical dataset, so only there doubt is a gap. */
function coverOf({ kind, ledger }: CheckRollup, { criticality }: DatasetFacts) {
  return kind === 'field_level' && criticality === 'critical' ? ledger.covered : ledger.heard;
}

/**
 * Another kind of check can only be overdue once its first result was due; a dataset that nothing compared field by field proves
 * nothing about its discrepancies, whenever the check for it was set up.
 */
function wasNotDue({ kind, createdAt, schedule }: CheckRollup, cutOff: number): boolean {
  return kind !== 'field_level' && msOf(createdAt) + schedule.everyMs + schedule.graceMs >= cutOff;
}
