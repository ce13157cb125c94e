import { TRPCError } from '@trpc/server';
import { AppError } from '#core/errors.ts';
import type { RunInput } from '#core/run/schema.ts';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { createContext } from '#server/context.ts';
import { recordHeartbeat } from '#server/ingest/record-heartbeat.ts';
import { submitRun } from '#server/ingest/submit-run.ts';
import { newId } from '#server/new-id.ts';
import { type CleanMigration, makeCleanMigration } from '#server/testing/clean-migration.ts';
import { at } from '#server/testing/factory.ts';
import type { Fault } from '#server/testing/fault.ts';
import { type Random, randomOf } from '#server/testing/random.ts';
import { countRun, fieldRun, performanceRun } from '#server/testing/runs.ts';
import { type AgentClock, agentClockOf, offAt } from './agent-clock.ts';

const DAYS = 5;
const STREAK = 2;
const CHECKS = ['payouts/record_count', 'payouts/field_level', 'payouts/performance'] as const;

/** One comparison: when it was really made, when what it found was sent, and whether all was well. */
type Reading = { check: (typeof CHECKS)[number]; readMs: number; sentMs: number; isFine: boolean };
type Tells = { headers: boolean; heartbeats: boolean };

/**
 * Fault 8. The same comparisons go to two migrations: as an agent with a wrong clock tells them, and as one would that knows the true
 * time. The second is the oracle: where it says no, the first may not say yes. Where the clock is right they must agree.
 */
export const wrongClock: Fault = {
  about: 'Agent clocks are off by up to a day and jump: never a go that the true times would not give',
  full: 1_000,
  few: 6,
  run: async ({ seed, count, say }) => {
    const violations: string[] = [];
    const seen = { off: 0, late: 0, oracle: 0, ours: 0, asked: 0 };
    for (let i = 0; i < count; i += 1) {
      const own = seed + i;
      const random = randomOf(own);
      const clock = agentClockOf(random, DAYS);
      const tells = random.pick<Tells>([
        { headers: true, heartbeats: true },
        { headers: true, heartbeats: false },
        { headers: false, heartbeats: true },
      ]);
      const readings = readingsOf(random);
      seen.off += clock.isHealthy ? 0 : 1;
      seen.late += readings.filter(({ readMs, sentMs }) => sentMs - readMs > HOUR_MS).length;
      const oracle = await tell(readings, { isHealthy: true, jumps: [] }, { headers: false, heartbeats: false });
      const ours = await tell(readings, clock, tells);
      for (const [time, expected] of oracle) {
        const said = ours.get(time);
        seen.asked += 1;
        seen.oracle += expected === 'no_go' ? 0 : 1;
        seen.ours += said === 'no_go' ? 0 : 1;
        const wrong = clock.isHealthy ? said !== expected : said !== 'no_go' && expected === 'no_go';
        if (wrong)
          violations.push(
            `seed ${own}, ${time}: ${said}, by true times ${expected}; ${JSON.stringify({ clock, tells })}`,
          );
      }
      if (i % 50 === 49) say?.(`${i + 1} of ${count} clocks`);
    }
    const { off, late, oracle, ours, asked } = seen;
    const confirmed = `${off} clocks off, ${late} results late; of ${asked} verdicts go: ${oracle} by true times, ${ours} by ours`;
    return { seed, count, confirmed, violations };
  },
};

/**
 * Daily at eleven, now and then left out, wrong, or sent hours or a day later. Milliseconds since midnight of the first day. At odd minutes,
 * as somebody looks at half past: a clock that counts as right may be off by less than a minute, and so may the moment at which a result is
 * overdue.
 */
function readingsOf(random: Random): Reading[] {
  const readings: Reading[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    for (const check of CHECKS) {
      const readMs = day * DAY_MS + 11 * HOUR_MS + (2 * random.int(25) + 1) * 60_000;
      const isLeftOut = random.int(14) === 0;
      const delayMs = random.pick([0, 0, 0, 0, 0, 0, 0, 0, 1, 12, 23, 24, 25, 36]) * HOUR_MS;
      const isFine = random.int(40) > 0;
      if (!isLeftOut) readings.push({ check, readMs, sentMs: readMs + 2_000 + delayMs, isFine });
    }
  }
  return readings;
}

type Event = { atMs: number; happen: (now: Date) => Promise<unknown> };

/** Lets everything happen in the order of true time; answers the verdict at each time somebody looks. */
async function tell(readings: readonly Reading[], clock: AgentClock, tells: Tells): Promise<Map<string, string>> {
  const made = await makeCleanMigration(STREAK);
  const startMs = made.noon(0).getTime() - 11 * HOUR_MS;
  const verdicts = new Map<string, string>();
  const off = (ms: number) => offAt(clock, ms);
  const beat = (atMs: number): Event => ({ atMs, happen: (now) => heartbeat(made, now, off(atMs)) });
  const events: Event[] = [
    ...readings.map(
      (reading): Event => ({ atMs: reading.sentMs, happen: (now) => send(made, reading, now, startMs, clock, tells) }),
    ),
    ...(tells.heartbeats
      ? [
          ...readings.flatMap(({ readMs, sentMs }) => [beat(readMs), beat(sentMs - 1)]),
          ...clock.jumps.map(({ fromMs }) => beat(fromMs + 1)),
        ]
      : []),
    ...Array.from(
      { length: DAYS * 2 + 2 },
      (_, i): Event => ({
        atMs: i * 12 * HOUR_MS + HOUR_MS / 2,
        happen: async (now) => verdicts.set(now.toISOString(), (await made.verdictAt(now)).verdict),
      }),
    ).filter(({ atMs }) => atMs > STREAK * DAY_MS),
  ];
  for (const { atMs, happen } of events.toSorted((a, b) => a.atMs - b.atMs)) await happen(new Date(startMs + atMs));
  return verdicts;
}

async function heartbeat({ key }: CleanMigration, now: Date, offMs: number): Promise<void> {
  const ctx = createContext({ actor: key.actor, now: at(now) });
  const clock = new Date(now.getTime() + offMs).toISOString();
  await recordHeartbeat(ctx, { protocol: 1, agent: { name: 'a', version: '1' }, clock, backlog: 0 });
}

async function send(
  made: CleanMigration,
  { check, readMs, sentMs, isFine }: Reading,
  now: Date,
  startMs: number,
  clock: AgentClock,
  tells: Tells,
): Promise<void> {
  const told = new Date(startMs + readMs + offAt(clock, readMs));
  const run = runOf(made.checkIds[check] ?? '', check, told, isFine);
  const says = { skewMs: offAt(clock, sentMs), heldMs: sentMs - readMs - 1_000 };
  const ctx = createContext({ actor: made.key.actor, now: at(now), ...(tells.headers && { clock: says }) });
  try {
    await submitRun(ctx, run);
  } catch (error) {
    // A window in the future is refused.
    if (!(error instanceof AppError && error.code === 'UNPROCESSABLE') && !(error instanceof TRPCError)) throw error;
  }
}

function runOf(checkId: string, check: Reading['check'], time: Date, isFine: boolean): RunInput {
  const base = { checkId, at: time, runId: newId() };
  if (check === 'payouts/record_count') return countRun(base, 100, isFine ? 100 : 99);
  if (check === 'payouts/field_level') return fieldRun(base, { amount: isFine ? 0 : 1 });
  return performanceRun({ ...base, from: new Date(time.getTime() - HOUR_MS) }, 1_000, isFine ? '50' : '900');
}
