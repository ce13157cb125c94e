import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, cutOffMs } from '../time/day.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';
import { type LedgerDay, ledgerOf, withDay } from './check-ledger.ts';
import { anyDayOf, daysMissing, withDays } from './day-ranges.ts';

/** Clocks go forward on 29 March. */
const zone = 'Europe/Berlin';
const first = '2026-03-20';
const dates = Array.from({ length: 20 }, (_, i) => addDays(first, i));

/** Evidence of a day, holding for some hours from its noon on; null: none that is conclusive. */
const anyDay = fc.record({
  back: fc.nat(19),
  hours: fc.option(fc.integer({ min: 0, max: 120 })),
  heard: fc.integer({ min: 0, max: 120 }),
  late: fc.boolean(),
});
const dayOf = ({ back, hours, heard, late }: { back: number; hours: number | null; heard: number; late: boolean }) => {
  const day = addDays(first, back);
  const noon = msOf(`${day}T11:00:00Z`);
  const figures = {
    wholeUntil: hours === null ? null : isoOf(noon + hours * HOUR_MS),
    heardUntil: isoOf(noon + heard * HOUR_MS),
    lateAt: late ? isoOf(noon) : null,
  };
  return { day, figures };
};
const anyDays = fc.uniqueArray(anyDay, { selector: ({ back }) => back, maxLength: 20 }).map((all) => all.map(dayOf));

/** Day by day: until when the evidence of that day and all before it holds. */
function holdsAtCutOff(days: readonly LedgerDay[], date: string, of: 'wholeUntil' | 'heardUntil'): boolean {
  const until = days.filter(({ day }) => day <= date).map(({ figures }) => figures[of] ?? null);
  return until.some((one) => one !== null && msOf(one) >= cutOffMs(date, zone));
}

it('says of every day what its evidence says day by day', () => {
  fc.assert(
    fc.property(anyDays, (days) => {
      const { covered, heard, proven, looked, late } = ledgerOf(days, zone);
      for (const date of dates) {
        const has = (ranges: typeof covered) => anyDayOf(ranges, [date, date]);
        const own = days.find(({ day }) => day === date)?.figures;
        expect([date, has(covered), has(heard), has(proven), has(looked), has(late)]).toEqual([
          date,
          holdsAtCutOff(days, date, 'wholeUntil'),
          holdsAtCutOff(days, date, 'heardUntil'),
          (own?.wholeUntil ?? null) !== null,
          (own?.heardUntil ?? null) !== null,
          (own?.lateAt ?? null) !== null,
        ]);
      }
      expect(daysMissing(covered, dates)).toEqual(dates.filter((d) => !anyDayOf(covered, [d, d])));
    }),
  );
});

it('is the same in whatever order days come, and however often', () => {
  const shuffled = anyDays.chain((days) =>
    fc.tuple(fc.constant(days), fc.shuffledSubarray([...days, ...days], { minLength: days.length * 2 })),
  );
  fc.assert(
    fc.property(shuffled, ([days, other]) => {
      expect(ledgerOf(other, zone)).toEqual(ledgerOf(days, zone));
    }),
  );
});

it('grows with more evidence of a day as if it had been there from the start', () => {
  const day = '2026-03-25';
  const figures = (hour: string) => ({ wholeUntil: hour, heardUntil: hour, lateAt: null });
  const before = withDay(ledgerOf([], zone), { day, figures: figures('2026-03-25T20:00:00Z') }, zone);
  expect(before.covered).toEqual([]);
  const after = withDay(before, { day, figures: figures('2026-03-27T22:59:59Z') }, zone);
  // The last of them ends at 23:00 UTC.
  expect(after.covered).toEqual([['2026-03-25', '2026-03-26']]);
});

it('joins stretches that touch', () => {
  expect(withDays([['2026-03-01', '2026-03-03']], ['2026-03-04', '2026-03-04'])).toEqual([
    ['2026-03-01', '2026-03-04'],
  ]);
  expect(withDays([['2026-03-01', '2026-03-03']], ['2026-03-05', '2026-03-04'])).toEqual([
    ['2026-03-01', '2026-03-03'],
  ]);
});
