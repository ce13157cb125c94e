import { contains, longestGapMs } from '../check/schedule.ts';
import type { Schedule } from '../check/schema.ts';
import type { Direction } from '../criteria/direction.ts';
import { earlinessMs } from '../freshness/due-time.ts';

/**
 * Another schedule asks for less unless it lets no result stand for longer, whenever it was read, in whatever time zone, and whatever time its
 * agent announced as the next: that one is late by the grace too.
 */
export function scheduleDirection(was: Schedule, is: Schedule): Direction {
  if (is.graceMs > was.graceMs || !(isOfItsTimes(was, is) || longestMs(is) <= shortestMs(was))) return 'loosens';
  return longestMs(is) < longestMs(was) ? 'tightens' : 'changes';
}

/** Two calendars follow one another by their times alone: how far it is to the next says nothing of which comes first. */
const isOfItsTimes = (was: Schedule, is: Schedule): boolean => 'at' in was && 'at' in is && contains(is, was);

/** How long a result can stand at most: one that was read just too late for one time of the calendar stands until the next. */
const longestMs = (schedule: Schedule): number => longestGapMs(schedule) + earlinessMs(schedule) + schedule.graceMs;

/** How long it stands at least. */
const shortestMs = (schedule: Schedule): number =>
  ('everyMs' in schedule ? schedule.everyMs : earlinessMs(schedule)) + schedule.graceMs;
