import { DAY_MS, MINUTE_MS } from '../../core/time/units.ts';

/** Offsets change at most at multiples of this: asking once per block keeps the slow calendar out of the row loop. */
const BLOCK_MS = 15 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds that local time in `zone` is ahead of UTC at an instant. Throws RangeError for a zone that does not exist. */
export function zoneOffsetMs(zone: string, epochMs: number): number {
  if (zone === 'UTC') return 0;
  let known = offsets.get(zone);
  if (!known) {
    known = new Map();
    offsets.set(zone, known);
  }
  const block = Math.floor(epochMs / BLOCK_MS);
  let offset = known.get(block);
  if (offset === undefined) {
    offset = askCalendar(zone, block * BLOCK_MS);
    if (known.size > 100_000) known.clear();
    known.set(block, offset);
  }
  return offset;
}

/**
 * The instant of a local time, given as if it were UTC. A time that occurs twice means the later one, a time that is skipped
 * is read with the offset before the jump: the rule of PostgreSQL's AT TIME ZONE.
 */
export function instantOfLocal(zone: string, localMs: number): number {
  const before = zoneOffsetMs(zone, localMs - DAY_MS);
  const after = zoneOffsetMs(zone, localMs + DAY_MS);
  if (before === after) return localMs - before;
  const valid = (offset: number) => zoneOffsetMs(zone, localMs - offset) === offset;
  if (valid(after)) return localMs - after;
  return localMs - before;
}

function askCalendar(zone: string, epochMs: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(epochMs)) part[type] = value;
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
  local.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
  return local.getTime() - epochMs;
}
