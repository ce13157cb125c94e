import { tzOffset } from '@date-fns/tz';
import { DAY_MS, MINUTE_MS } from './units.ts';

/**
 * When a clock in a zone shows a day (`yyyy-mm-dd`) and a minute of it: once; twice where clocks are put back (`first`, `last`); never
 * where they are put forward, then the moment they are.
 */
export function localInstants(day: string, minute: number, timeZone: string): { first: number; last: number } {
  const wallClock = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  const offsets = [wallClock - DAY_MS, wallClock + DAY_MS].map((near) => offsetMs(near, timeZone));
  const found = offsets.map((offset) => wallClock - offset).filter((ms) => ms + offsetMs(ms, timeZone) === wallClock);
  if (found.length > 0) return { first: Math.min(...found), last: Math.max(...found) };
  const jump = firstAfterJump(wallClock - Math.max(...offsets), wallClock - Math.min(...offsets), timeZone);
  return { first: jump, last: jump };
}

/** The zone's offset changes once between the two. */
function firstAfterJump(fromMs: number, toMs: number, timeZone: string): number {
  let [before, after] = [fromMs - 1, toMs];
  const offset = offsetMs(after, timeZone);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetMs(middle, timeZone) === offset) after = middle;
    else before = middle;
  }
  return after;
}

function offsetMs(ms: number, timeZone: string): number {
  return tzOffset(timeZone, new Date(ms)) * MINUTE_MS;
}
