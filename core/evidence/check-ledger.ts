import { addDays, dayOf } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import { type DayRanges, withDays } from './day-ranges.ts';
import type { DayFigures } from './figures.ts';

/**
 * What a check says about days, all its days together: so short that a verdict over thousands of checks need not read their days one by
 * one. Stored beside the newest run; made of `check_day` by `withDay`, in any order.
 */
export type CheckLedger = {
  /** Days on which everything was looked at. */
  proven: DayRanges;
  /** Days at whose end such a look, of that day or an earlier one, still held. */
  covered: DayRanges;
  /** As `proven`, of whatever was looked at. */
  looked: DayRanges;
  /** As `covered`, of whatever was looked at. */
  heard: DayRanges;
  /** Days with evidence that came after they were judged. */
  late: DayRanges;
};

export const EMPTY_LEDGER: CheckLedger = { proven: [], covered: [], looked: [], heard: [], late: [] };

/** What of a day the ledger is made of. */
export type LedgerDay = { day: string; figures: Pick<DayFigures, 'wholeUntil' | 'heardUntil' | 'lateAt'> };

/** A day added, or added again once more of its evidence has come. A day of which evidence was taken away makes the ledger anew. */
export function withDay(ledger: CheckLedger, { day, figures }: LedgerDay, timeZone: string): CheckLedger {
  const { wholeUntil = null, heardUntil, lateAt } = figures;
  return {
    proven: wholeUntil === null ? ledger.proven : withDays(ledger.proven, [day, day]),
    covered: upTo(ledger.covered, day, wholeUntil, timeZone),
    looked: heardUntil === null ? ledger.looked : withDays(ledger.looked, [day, day]),
    heard: upTo(ledger.heard, day, heardUntil, timeZone),
    late: lateAt === null ? ledger.late : withDays(ledger.late, [day, day]),
  };
}

export function ledgerOf(days: readonly LedgerDay[], timeZone: string): CheckLedger {
  return days.reduce((ledger, day) => withDay(ledger, day, timeZone), EMPTY_LEDGER);
}

/** A day is covered if the evidence still holds at its cut-off, the first moment of the next. */
function upTo(ranges: DayRanges, day: string, until: string | null, timeZone: string): DayRanges {
  return until === null ? ranges : withDays(ranges, [day, addDays(dayOf(msOf(until), timeZone), -1)]);
}
