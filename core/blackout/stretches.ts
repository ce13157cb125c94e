import { addDays, dayOf } from '../time/day.ts';
import { localInstants } from '../time/local-instants.ts';
import { weekdayOf } from '../time/weekday.ts';
import { type BlackoutWindow, weekdays } from './schema.ts';

/** A time without reading: `toMs` is the first moment after it. `name`: of the window that it begins with. */
export type Stretch = { name: string; fromMs: number; toMs: number };

/**
 * The stretches that reach into a time, in order; windows that touch or overlap are one. Every day's window is as long as its
 * local clock says: where clocks are put back over its beginning or end it is longer, and a time that does not exist is the moment of
 * the jump.
 */
export function stretchesOf(
  windows: readonly BlackoutWindow[],
  timeZone: string,
  fromMs: number,
  toMs: number,
): Stretch[] {
  const all = windows
    .flatMap((window) => occurrences(window, timeZone, fromMs, toMs))
    .filter((one) => one.toMs > fromMs && one.fromMs < toMs && one.toMs > one.fromMs)
    .toSorted((a, b) => a.fromMs - b.fromMs || b.toMs - a.toMs);
  const merged: Stretch[] = [];
  for (const one of all) {
    const last = merged.at(-1);
    if (last && one.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, one.toMs);
    else merged.push({ ...one });
  }
  return merged;
}

/** The stretch in force at a moment, seen up to `aheadMs` ahead. */
export function stretchAt(
  windows: readonly BlackoutWindow[],
  timeZone: string,
  ms: number,
  aheadMs: number,
): Stretch | undefined {
  return stretchesOf(windows, timeZone, ms, ms + aheadMs).find((one) => one.fromMs <= ms && ms < one.toMs);
}

function occurrences(window: BlackoutWindow, timeZone: string, fromMs: number, toMs: number): Stretch[] {
  const { name } = window;
  if (window.kind === 'once') return [{ name, fromMs: Date.parse(window.from), toMs: Date.parse(window.to) }];
  const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
  const found: Stretch[] = [];
  // A window of the day before may still be on.
  const end = dayOf(toMs, timeZone);
  for (let day = addDays(dayOf(fromMs, timeZone), -1); day <= end; day = addDays(day, 1)) {
    if (!window.weekdays.some((name) => weekdays.indexOf(name) === weekdayOf(day))) continue;
    found.push({
      name,
      fromMs: localInstants(day, from, timeZone).first,
      toMs: localInstants(to > from ? day : addDays(day, 1), to, timeZone).last,
    });
  }
  return found;
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
