import type { ForecastHistory } from '#core/forecast/schema.ts';
import { dayOf } from '#core/time/day.ts';
import { formatShare } from '#lib/format/share.ts';

export type DayRate = { date: string; rate: number | null };

/** For looking only: what is decided is decided by the server. */
export function ratesByDay(points: ForecastHistory['discrepancyRate'], timeZone: string): DayRate[] {
  return points.map(({ at, value }) => ({
    date: dayOf(Date.parse(at), timeZone),
    rate: value === null ? null : Number(value),
  }));
}

export function rateText(rate: number | null): string {
  return rate === null ? 'no evidence' : (formatShare(rate, 1) ?? '—');
}

/** What the line shows, as the sentence above it. */
export function rateFinding(days: readonly DayRate[]): string {
  const known = days.flatMap(({ rate }) => rate ?? []);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return 'No discrepancy rate yet';
  if (days.at(-1)?.rate === null) return `Discrepancy rate was ${rateText(last)}, and is unknown today`;
  if (known.every((rate) => rate === 0)) return 'No row differs';
  if (last === first) return `Discrepancy rate stands at ${rateText(last)}`;
  return `Discrepancy rate ${last < first ? 'fell' : 'rose'} from ${rateText(first)} to ${rateText(last)}`;
}
