import { describe, expect, test } from 'vitest';
import { addDay } from '../streak/streak.ts';
import type { StreakFacts } from './facts.ts';
import { mulberry32 } from './random.ts';
import { HORIZON_DAYS, simulate } from './simulate.ts';

type World = { hazard: number; voids: number; lengths: readonly number[]; history: number; needed: number };

/** A made-up migration of which everything is known: so many days of history, and the day on which its exit really came. */
function live({ hazard, voids, lengths, history, needed }: World, seed: number): { facts: StreakFacts; exit: number } {
  const bits = mulberry32(seed);
  const next = () => bits() / 2 ** 32;
  const count = { clean: 0, voids: 0 };
  const seen = { judged: 0, voids: 0, breaks: 0, lengths: [] as number[] };
  let open: { from: number; until: number }[] = [];
  let facts: StreakFacts | null = null;
  for (let day = 0; ; day += 1) {
    if (day === history) {
      for (const one of open.filter(({ until }) => until < day)) seen.lengths.push(one.until - one.from + 1);
      open = open.filter(({ until }) => until >= day);
      facts = {
        neededDays: needed,
        cleanDays: count.clean,
        voidsInARow: count.voids,
        todayBroken: open.length > 0,
        daysSeen: history,
        voidDays: seen.voids,
        daysJudged: seen.judged + (open.length > 0 ? 1 : 0),
        breaks: seen.breaks,
        lengths: seen.lengths,
        openFor: open.map(({ from }) => day - from + 1),
      };
    }
    const broken = () => open.some(({ until }) => until >= day);
    if (facts && ((count.clean >= needed && !broken()) || day - history > HORIZON_DAYS))
      return { facts, exit: day - history };
    if (next() < hazard) {
      open.push({ from: day, until: day + (lengths[Math.floor(next() * lengths.length)] ?? 1) - 1 });
      seen.breaks += 1;
    }
    const isVoid = next() < voids;
    const state = broken() ? 'broken' : isVoid ? 'void' : 'clean';
    addDay(count, state);
    if (state === 'void') seen.voids += 1;
    else seen.judged += 1;
  }
}

/** Share of worlds in which the exit really came by P50, P80 and P95. */
function kept(world: World, worlds: number): number[] {
  const counts = [0, 0, 0];
  let judged = 0;
  for (let i = 0; judged < worlds; i += 1) {
    const { facts, exit } = live(world, 1_000 * world.history + i);
    if (facts.cleanDays >= facts.neededDays && !facts.todayBroken) continue;
    judged += 1;
    const days = simulate(
      { today: '2026-11-20', streak: facts, backlogs: [], floors: [], closed: [], excluded: [], notPart: [] },
      i,
      200,
    ).days.toSorted();
    for (const [at, share] of [0.5, 0.8, 0.95].entries()) {
      if (exit <= (days[Math.ceil(share * 200) - 1] ?? 0)) counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts.map((count) => count / worlds);
}

describe('of forecasts for made-up migrations, P80 was kept in 70 to 90 %', () => {
  test.each<World>([
    { hazard: 0.05, voids: 0.02, lengths: [1, 1, 2, 5], history: 45, needed: 30 },
    { hazard: 0.1, voids: 0.02, lengths: [1, 2], history: 30, needed: 14 },
    { hazard: 0.1, voids: 0.05, lengths: [1, 2, 4], history: 60, needed: 14 },
    { hazard: 0.15, voids: 0.02, lengths: [1, 2, 3], history: 30, needed: 10 },
    { hazard: 0.2, voids: 0.02, lengths: [1, 2], history: 30, needed: 7 },
  ])('$hazard a day, $history days of history, $needed clean days needed', (world) => {
    const [p50 = 0, p80 = 0, p95 = 0] = kept(world, 500);
    expect(p50).toBeGreaterThan(0.45);
    expect(p80).toBeGreaterThanOrEqual(0.7);
    expect(p80).toBeLessThanOrEqual(0.9);
    expect(p95).toBeGreaterThanOrEqual(0.9);
  });

  // So few breaks that most exits come on the first day there can be, or so few days that the range is wide: later rather than sooner.
  test.each<World>([
    { hazard: 0.02, voids: 0.01, lengths: [1, 2, 3], history: 30, needed: 30 },
    { hazard: 0.1, voids: 0.02, lengths: [1, 2], history: 14, needed: 7 },
  ])('$hazard a day, $history days of history, $needed clean days needed: kept more often than said', (world) => {
    const [, p80 = 0, p95 = 0] = kept(world, 300);
    expect(p80).toBeGreaterThanOrEqual(0.8);
    expect(p95).toBeGreaterThanOrEqual(0.95);
  });
});
