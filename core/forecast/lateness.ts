import { counted } from '../format/count.ts';
import { daysBetween } from '../time/day.ts';
import type { Forecast } from './schema.ts';

type Lateness = { text: string; late: boolean };

/** P50 to P80 against the day that was promised: "7 to 14 days late". */
export function latenessOf(committedOn: string | null, { state, p50, p80 }: Forecast): Lateness | null {
  if (committedOn === null || state === 'not_enough_data') return null;
  if (p50 === null) return { text: 'more than a year away', late: true };
  const from = daysBetween(committedOn, p50);
  if (p80 === null)
    return { text: from > 0 ? `${counted(from, 'day')} late or more` : 'perhaps late by a year', late: true };
  const to = daysBetween(committedOn, p80);
  if (to <= 0) return { text: 'on time', late: false };
  if (from <= 0) return { text: `up to ${counted(to, 'day')} late`, late: true };
  return { text: from === to ? `${counted(to, 'day')} late` : `${from} to ${counted(to, 'day')} late`, late: true };
}
