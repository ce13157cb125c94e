import { HOUR_MS, MINUTE_MS } from '#core/time/units.ts';
import type { Random } from '#server/testing/random.ts';

/** Agent's clock − true time, from `fromMs` on (true time, ms since the start). */
type Jump = { fromMs: number; offMs: number };
export type AgentClock = { isHealthy: boolean; jumps: readonly Jump[] };

const OFFSETS = [24, -24, 24, -24, 23, -25, 12, -12, 1, -1, 0.25, -0.25].map((hours) => hours * HOUR_MS);

/** A clock over so many days: right to the minute; off all the time; or jumping to and fro up to a day. */
export function agentClockOf(random: Random, days: number): AgentClock {
  const kind = random.pick(['healthy', 'constant', 'jumping', 'jumping', 'jumping']);
  const off = () => random.pick([0, 0, random.int(48 * 60) * MINUTE_MS - 24 * HOUR_MS, ...OFFSETS]);
  if (kind === 'healthy') return { isHealthy: true, jumps: [{ fromMs: 0, offMs: random.int(110_000) - 55_000 }] };
  if (kind === 'constant') return { isHealthy: false, jumps: [{ fromMs: 0, offMs: off() }] };
  const jumps = Array.from({ length: 2 + random.int(2 * days) }, () => random.int(days * 24 * 60) * MINUTE_MS)
    .toSorted((a, b) => a - b)
    .map((fromMs) => ({ fromMs, offMs: off() }));
  return { isHealthy: false, jumps: [{ fromMs: 0, offMs: random.pick([0, off()]) }, ...jumps] };
}

export function offAt({ jumps }: AgentClock, ms: number): number {
  return jumps.findLast(({ fromMs }) => fromMs <= ms)?.offMs ?? 0;
}
