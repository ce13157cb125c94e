import { longestGapMs } from '../check/schedule.ts';
import { anyDayOf, type DayRanges, daysMissing, withDays } from '../evidence/day-ranges.ts';
import type { CheckRollup, DatasetFacts } from '../evidence/rollup.ts';
import { counted } from '../format/count.ts';
import { addDays } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import { findsAlone } from './finds-alone.ts';
import type { OverdueCheck } from './judge-day.ts';

type Judged = { check: CheckRollup; dataset: DatasetFacts };

/**
 * The first check, of those given, for which nothing speaks at the cut-off of each of `dates` (ascending, without a gap): no evidence of that
 * day or an earlier one held any more, what there was left something out, or it was looked at too long ago. Evidence belongs to the day
 * of its watermark, so what came late fills its own day and none after the time it speaks for.
 */
export function overdueChecks(
  judged: readonly Judged[],
  dates: readonly string[],
  cutOffMsOf: (date: string) => number,
  maxGapDays: number,
): ReadonlyMap<string, OverdueCheck> {
  const overdue = new Map<string, OverdueCheck>();
  let open = dates;
  for (const { check, dataset } of judged) {
    for (const { days, otherwise: what } of coversOf(check, dataset, maxGapDays)) {
      const found = daysMissing(days, open).filter((date) => !wasNotDue(check, cutOffMsOf(date)));
      for (const date of found) overdue.set(date, { check, datasetName: dataset.name, what });
      if (found.length > 0) open = open.filter((date) => !overdue.has(date));
    }
  }
  return overdue;
}

/** Those of `dates` of which evidence came after they were judged. */
export function lateDays(judged: readonly Judged[], dates: readonly string[]): ReadonlySet<string> {
  const late = judged.map(({ check }) => check.ledger.late).filter((ranges) => ranges.length > 0);
  return new Set(dates.filter((date) => late.some((ranges) => anyDayOf(ranges, [date, date]))));
}

/** The longest stretch from one look at a dataset to the next over some ascending days, in days; 1: it was looked at every day. */
export function longestGap(
  judged: readonly Judged[],
  dates: readonly string[],
): { days: number; dataset: string } | null {
  return judged.reduce<{ days: number; dataset: string } | null>((longest, { check, dataset }) => {
    if (check.kind !== 'field_level') return longest;
    const days = 1 + longestRow(daysMissing(looksOf(check, dataset), dates));
    return longest !== null && longest.days >= days ? longest : { days, dataset: dataset.name };
  }, null);
}

type Cover = { days: DayRanges; otherwise: string };

/** Days for which a check speaks, in every way in which it has to, and what is said of the others. */
function coversOf(check: CheckRollup, dataset: DatasetFacts, maxGapDays: number): Cover[] {
  const { kind, ledger } = check;
  const looks = looksOf(check, dataset).map((range) => [range[0], addDays(range[1], maxGapDays - 1)] as const);
  return [
    { days: ledger.heard, otherwise: 'was overdue at the cut-off' },
    ...(mustBeWhole(check, dataset) ? [{ days: ledger.covered, otherwise: 'left something out' }] : []),
    ...(kind === 'field_level'
      ? [
          {
            days: looks.reduce(withDays, [] as DayRanges),
            otherwise: `had not looked for ${counted(maxGapDays, 'day')}`,
          },
        ]
      : []),
  ];
}

/** In a critical dataset whatever was not looked at may hide a critical discrepancy; elsewhere there is none to hide. */
function mustBeWhole({ kind }: CheckRollup, { criticality }: DatasetFacts): boolean {
  return criticality === 'critical' && findsAlone(kind);
}

function looksOf(check: CheckRollup, dataset: DatasetFacts): DayRanges {
  return mustBeWhole(check, dataset) ? check.ledger.proven : check.ledger.looked;
}

/** Of ascending days, the most that follow one another. */
function longestRow(dates: readonly string[]): number {
  let longest = 0;
  let row = 0;
  let before: string | undefined;
  for (const date of dates) {
    row = before !== undefined && addDays(before, 1) === date ? row + 1 : 1;
    longest = Math.max(longest, row);
    before = date;
  }
  return longest;
}

/**
 * Another kind of check can only be overdue once its first result was due; a dataset that nothing compared field by field proves
 * nothing about its discrepancies, whenever the check for it was set up.
 */
function wasNotDue({ kind, createdAt, schedule }: CheckRollup, cutOff: number): boolean {
  return kind !== 'field_level' && msOf(createdAt) + longestGapMs(schedule) + schedule.graceMs >= cutOff;
}
