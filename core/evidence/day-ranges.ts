import { addDays } from '../time/day.ts';

/** First and last day of a stretch without a gap. */
export type DayRange = readonly [from: string, to: string];

/** A set of days: its stretches in order, with at least a day between them. */
export type DayRanges = readonly DayRange[];

/** The set with the days of a stretch; one that ends before it begins adds none. In any order the same days give the same set. */
export function withDays(ranges: DayRanges, [from, to]: DayRange): DayRanges {
  if (to < from) return ranges;
  const apart = ranges.filter((range) => range[1] < addDays(from, -1) || range[0] > addDays(to, 1));
  const touching = ranges.filter((range) => !apart.includes(range));
  const merged: DayRange = [
    [from, ...touching.map((range) => range[0])].toSorted()[0] ?? from,
    [to, ...touching.map((range) => range[1])].toSorted().at(-1) ?? to,
  ];
  return [...apart, merged].sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

/** Whether a day of a stretch is in the set. */
export function anyDayOf(ranges: DayRanges, [from, to]: DayRange): boolean {
  return ranges.some((range) => range[0] <= to && range[1] >= from);
}

/** Those of some ascending days that are not in the set. */
export function daysMissing(ranges: DayRanges, days: readonly string[]): readonly string[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return days;
  if (ranges.some((range) => range[0] <= first && range[1] >= last)) return [];
  return days.filter((day) => !anyDayOf(ranges, [day, day]));
}
