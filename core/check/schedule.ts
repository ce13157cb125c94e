import { formatExactDuration } from '../format/exact-duration.ts';
import { addDays, dayOf } from '../time/day.ts';
import { localInstants } from '../time/local-instants.ts';
import { DAY_MS, HOUR_MS } from '../time/units.ts';
import { weekdayOf } from '../time/weekday.ts';
import { type Schedule, scheduledWeekdays } from './schema.ts';

/** Clocks are put back by two hours at most (Antarctica/Troll): a local day is no longer than this much more than a day. */
const LONGEST_SHIFT_MS = 2 * HOUR_MS;

type Calendar = Extract<Schedule, { at: string }>;
type Occurrence = { weekday: number | null; minute: number };

/** "daily 02:30", "weekly sunday 02:30", "weekly sunday": weekday 0 is Monday, null every day; the minute of the local day. */
function occurrenceOf(at: string): Occurrence {
  const [, weekday = '', hours = '0', minutes = '0'] = /^\S+(?: ([a-z]+))?(?: (\d\d):(\d\d))?$/i.exec(at) ?? [];
  const place = scheduledWeekdays.map(String).indexOf(weekday.toLowerCase());
  return { weekday: place < 0 ? null : place, minute: Number(hours) * 60 + Number(minutes) };
}

/** The longest time from one result that is due to the next, in milliseconds: of a calendar, where clocks are put back between them. */
export function longestGapMs(schedule: Schedule): number {
  if ('everyMs' in schedule) return schedule.everyMs;
  return (occurrenceOf(schedule.at).weekday === null ? DAY_MS : 7 * DAY_MS) + LONGEST_SHIFT_MS;
}

/**
 * The first moment after `afterMs` at which a result is wanted, in milliseconds. A calendar goes by the zone's clock: a time that clocks
 * show twice is the first of both, and one that they jump over is the moment of the jump.
 */
export function nextTimeMs(schedule: Schedule, afterMs: number, timeZone: string): number {
  if ('everyMs' in schedule) return afterMs + schedule.everyMs;
  const { weekday, minute } = occurrenceOf(schedule.at);
  // A day before: clocks that jump may show the next day's date already.
  for (let day = addDays(dayOf(afterMs, timeZone), -1); ; day = addDays(day, 1)) {
    if (weekday !== null && weekdayOf(day) !== weekday) continue;
    const { first } = localInstants(day, minute, timeZone);
    if (first > afterMs) return first;
  }
}

/** Whether a result is wanted at every time of another calendar, in any zone. */
export function contains(all: Calendar, some: Calendar): boolean {
  const [outer, inner] = [occurrenceOf(all.at), occurrenceOf(some.at)];
  return outer.minute === inner.minute && (outer.weekday === null || outer.weekday === inner.weekday);
}

/** When results are wanted, in words: "every 15 min", "daily 02:30". */
export function timesText(schedule: Schedule): string {
  return 'everyMs' in schedule ? `every ${formatExactDuration(schedule.everyMs)}` : schedule.at;
}
