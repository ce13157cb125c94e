import { DAY_MS, SECOND_MS } from '../../../core/time/units.ts';
import { instantOfLocal } from '../../value/zone-offset.ts';

/** Local times for which a zone's rules are written into SQL, in UTC of the wall clock; others are left to the agent. */
const FIRST_MS = Date.UTC(1970, 0, 2);
const LAST_MS = Date.UTC(2038, 0, 1);

/** From that local time on, the zone is so far ahead of UTC. */
type Stretch = { fromMs: number; offsetMs: number };

const known = new Map<string, Stretch[]>();

/**
 * SQL for the instant of a local time in UTC, as `2024-06-01 10:00:00.5+00`, by the agent's own rules: a server may not know
 * zones, and reads skipped and doubled hours its own way. Times out of range stay local; what is no moment (zeros) gets the
 * ending alone. `printed` makes the text of a moment.
 */
export function instantSql(local: string, zone: string, printed: (moment: string) => string): string {
  const asItIs = `concat(${printed(local)}, '+00')`;
  if (zone === 'UTC') return asItIs;
  const cases = stretchesOf(zone)
    .toReversed()
    .map(({ fromMs, offsetMs }) => `when ${local} >= '${wallClock(fromMs)}' then ${offsetMs / SECOND_MS}`);
  const instant = `concat(${printed(`(${local} - interval (case ${cases.join(' ')} end) second)`)}, '+00')`;
  const inRange = `${local} >= '${wallClock(FIRST_MS)}' and ${local} < '${wallClock(LAST_MS)}'`;
  return `case when ${inRange} then ifnull(${instant}, ${asItIs}) when ${local} < '0001-01-01' then ${asItIs} else ${printed(local)} end`;
}

/** Oldest first. Clocks change at most once a day. */
function stretchesOf(zone: string): Stretch[] {
  const found = known.get(zone);
  if (found) return found;
  const offsetAt = (localMs: number) => localMs - instantOfLocal(zone, localMs);
  let offsetMs = offsetAt(FIRST_MS);
  const stretches = [{ fromMs: FIRST_MS, offsetMs }];
  for (let dayMs = FIRST_MS; dayMs < LAST_MS; dayMs += DAY_MS) {
    const nextMs = offsetAt(dayMs + DAY_MS);
    if (nextMs === offsetMs) continue;
    let [before, after] = [dayMs, dayMs + DAY_MS];
    while (after - before > SECOND_MS) {
      const middle = before + Math.floor((after - before) / (2 * SECOND_MS)) * SECOND_MS;
      if (offsetAt(middle) === offsetMs) before = middle;
      else after = middle;
    }
    offsetMs = nextMs;
    stretches.push({ fromMs: after, offsetMs });
  }
  known.set(zone, stretches);
  return stretches;
}

function wallClock(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 19).replace('T', ' ');
}
