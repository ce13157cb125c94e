import { addDay, type StreakCount } from '../streak/streak.ts';
import { addDays, daysBetween } from '../time/day.ts';
import type { Backlog, ForecastFacts, StreakFacts } from './facts.ts';
import { hazardQuantiles, worstHazardQuantiles } from './hazard.ts';
import { mix32, mulberry32 } from './random.ts';

/** No run is followed for longer: a date further away says nothing. */
export const HORIZON_DAYS = 365;
/** How long a break lasts while fewer than so many were seen to end: one of those drawn is as long as this. */
export const FEW_BREAKS = 3;
export const ASSUMED_LENGTH = 5;
/** What is thought before any day is seen weighs as much as so many days, half a break in them. */
export const PRIOR_DAYS = 4;
const HALF = 65_536;

export const factors = ['streak', 'discrepancies', 'coverage', 'plan', 'calendar'] as const;
export type Factor = (typeof factors)[number];

/** For each run the number of days from today to the exit (HORIZON_DAYS + 1: not within it), and what it waited for last. */
export type Simulated = { days: Int32Array; last: Uint8Array };

/**
 * Plays the days to come `runs` times. Every day of a run uses up one random number, whatever happens on it, so two forecasts of one seed
 * differ only by their facts: what is worse in the facts can only be later in every single run.
 */
export function simulate(facts: ForecastFacts, seed: number, runs: number): Simulated {
  const days = new Int32Array(runs);
  const last = new Uint8Array(runs);
  const { streak, backlogs } = facts;
  const breakHazard = worstHazardQuantiles(streak?.breakAges ?? [], streak?.daysJudged ?? 0, PRIOR_DAYS);
  const voidHazard = hazardQuantiles(streak?.voidDays ?? 0, PRIOR_DAYS + (streak?.daysSeen ?? 0));
  const lengths = lengthsOf(streak);
  // What is open stays so at least as long again.
  const openUntil = (streak?.openFor ?? []).map((age) => lengths.filter((length) => length >= age).map((l) => l - age));
  const floor = Math.max(0, ...facts.floors.map(({ day }) => daysBetween(facts.today, day)));
  const closed = dayFlags(facts.closed.flatMap(({ from, to }) => span(facts.today, from, to)));
  const excluded = dayFlags(facts.excluded.map((day) => daysBetween(facts.today, day)));
  const count: StreakCount = { clean: 0, voids: 0 };
  for (let run = 0; run < runs; run += 1) {
    const start = mix32(seed ^ mix32(run + 1));
    const draw = mulberry32(start);
    // Even steps through what the hazard may be: fewer runs do for the same precision.
    const breakBelow = breakHazard((run + 0.5) / runs) * HALF;
    const voidBelow = voidHazard(mix32(start ^ 0x5eed) / 4_294_967_296) * HALF;
    const doneOn = backlogs.map((backlog, i) => workOff(backlog, mulberry32(mix32(start + i + 1))));
    count.clean = streak?.cleanDays ?? 0;
    count.voids = streak?.voidsInARow ?? 0;
    let brokenUntil = streak?.todayBroken ? 0 : -1;
    for (const [i, rest] of openUntil.entries()) {
      const age = streak?.openFor[i] ?? 1;
      brokenUntil = Math.max(brokenUntil, age - 1, pick(rest, mix32(start + 31 * i)));
    }
    let waiting = 0;
    let day = 0;
    for (; day <= HORIZON_DAYS; day += 1) {
      const held = streak === null || (count.clean >= streak.neededDays && brokenUntil < day);
      const late = held ? waitsFor(backlogs, doneOn, day) : 0;
      const now = !held ? 0 : late > 0 ? late : day < floor ? 3 : closed[day] === 1 ? 4 : -1;
      if (now === -1) break;
      // Too late for so many clean days within the horizon.
      if (streak && day + streak.neededDays - count.clean > HORIZON_DAYS) day = HORIZON_DAYS + 1;
      waiting = now;
      if (streak === null || day > HORIZON_DAYS) continue;
      const bits = draw();
      if (bits >>> 16 < breakBelow) {
        brokenUntil = Math.max(brokenUntil, day + pick(lengths, mix32(bits)) - 1);
      }
      const isVoid = (bits & 0xffff) < voidBelow;
      addDay(count, brokenUntil >= day ? 'broken' : isVoid ? 'void' : excluded[day] === 1 ? 'excluded' : 'clean');
    }
    days[run] = day;
    last[run] = waiting;
  }
  return { days, last };
}

/** Lengths a break may have: those seen and, while these are few, one that nobody hopes for. */
function lengthsOf(streak: StreakFacts | null): number[] {
  const seen = [...(streak?.lengths ?? [])].sort((a, b) => a - b);
  if (seen.length >= FEW_BREAKS) return seen;
  return [...seen, Math.max(ASSUMED_LENGTH, seen.at(-1) ?? 0)];
}

/** One of an ascending list: a list with a greater one more gives none that is smaller for the same bits. */
function pick(list: readonly number[], bits: number): number {
  return list[Math.floor((bits / 4_294_967_296) * list.length)] ?? 0;
}

/**
 * The day on which little enough is left. Days are drawn from those that were, out of a draw of them: with few days one cannot know how
 * typical they are (a bootstrap of a bootstrap).
 */
function workOff({ left, allowed, days }: Backlog, draw: () => number): number {
  if (left <= allowed) return 0;
  if (days.length === 0) return HORIZON_DAYS + 1;
  const pool = days.map(() => days[draw() % days.length]);
  let open = left;
  for (let day = 1; day <= HORIZON_DAYS; day += 1) {
    const one = pool[draw() % pool.length];
    open = Math.max(0, open + (one?.arrived ?? 0) - (one?.closed ?? 0));
    if (open <= allowed) return day;
  }
  return HORIZON_DAYS + 1;
}

/** 1: discrepancies, 2: coverage, 0: nothing any more. */
function waitsFor(backlogs: readonly Backlog[], doneOn: readonly number[], day: number): number {
  let latest = day;
  let factor = 0;
  for (const [i, done] of doneOn.entries()) {
    if (done <= latest) continue;
    latest = done;
    factor = backlogs[i]?.kind === 'coverage' ? 2 : 1;
  }
  return factor;
}

function dayFlags(offsets: readonly number[]): Uint8Array {
  const flags = new Uint8Array(HORIZON_DAYS + 2);
  for (const offset of offsets) if (offset >= 0 && offset < flags.length) flags[offset] = 1;
  return flags;
}

function span(today: string, from: string, to: string): number[] {
  const first = Math.max(0, daysBetween(today, from));
  const last = Math.min(HORIZON_DAYS + 1, daysBetween(today, to));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** The day so many days from today; null beyond the horizon. */
export function dayAfter(today: string, days: number): string | null {
  return days > HORIZON_DAYS ? null : addDays(today, days);
}
