import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, daysBetween } from '../time/day.ts';
import type { ForecastFacts, StreakFacts } from './facts.ts';
import { forecast } from './forecast.ts';
import { hazardQuantiles } from './hazard.ts';
import { ASSUMED_LENGTH } from './simulate.ts';

const today = '2026-11-20';
const streakFacts: StreakFacts = {
  neededDays: 14,
  cleanDays: 5,
  voidsInARow: 0,
  todayBroken: false,
  daysSeen: 30,
  voidDays: 0,
  daysJudged: 30,
  breakAges: [20],
  lengths: [2],
  openFor: [],
};
const facts = (streak: Partial<StreakFacts> | null, more: Partial<ForecastFacts> = {}): ForecastFacts => ({
  today,
  streak: streak && { ...streakFacts, ...streak },
  backlogs: [],
  floors: [],
  closed: [],
  excluded: [],
  notPart: [],
  ...more,
});
/** Ages of breaks that came at even intervals, so many. */
const every = (days: number, times: number) => Array.from({ length: times }, (_, i) => days * (i + 1));
const RUNS = 200;
/** Days from today; a year and a day where there is no date. */
const daysOf = (given: ForecastFacts, seed = 1) => {
  const said = forecast(given, { seed, runs: RUNS });
  return [said.p50, said.p80, said.p95].map((date) => (date === null ? 366 : daysBetween(today, date)));
};
const never = (later: ForecastFacts, earlier: ForecastFacts, seed: number) => {
  const [a, b] = [daysOf(later, seed), daysOf(earlier, seed)];
  for (const [i, days] of a.entries()) expect(days).toBeGreaterThanOrEqual(b[i] ?? 0);
};

const anyStreak = fc
  .record({
    neededDays: fc.integer({ min: 1, max: 40 }),
    daysSeen: fc.integer({ min: 10, max: 80 }),
    voids: fc.integer({ min: 0, max: 5 }),
    breaks: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
    length: fc.integer({ min: 1, max: 6 }),
    clean: fc.integer({ min: 0, max: 40 }),
    openFor: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
  })
  .map(
    ({ neededDays, daysSeen, voids, breaks, length, clean, openFor }): StreakFacts => ({
      neededDays,
      daysSeen,
      voidDays: voids,
      daysJudged: daysSeen - voids,
      breakAges: breaks.map((at) => 1 + Math.floor(at * (daysSeen - voids - 2))),
      lengths: breaks.map((_, i) => 1 + (i % length)),
      cleanDays: openFor.length > 0 ? 0 : Math.min(clean, daysSeen),
      voidsInARow: 0,
      todayBroken: openFor.length > 0,
      openFor,
    }),
  );
const seeds = fc.integer({ min: 0, max: 1_000_000 });
const holds = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T, seed: number) => void) =>
  fc.assert(fc.property(arbitrary, seeds, check), { numRuns: 80 });

describe('what is unknown or worse never makes it earlier', () => {
  it('P50 ≤ P80 ≤ P95, and the same seed says the same', () => {
    holds(anyStreak, (streak, seed) => {
      const [p50 = 0, p80 = 0, p95 = 0] = daysOf(facts(streak), seed);
      expect(p50).toBeLessThanOrEqual(p80);
      expect(p80).toBeLessThanOrEqual(p95);
      expect(daysOf(facts(streak), seed)).toEqual([p50, p80, p95]);
    });
  });
  it('never before the streak can be complete', () => {
    holds(anyStreak, (streak, seed) => {
      const [p50 = 0] = daysOf(facts(streak), seed);
      const first = Math.max(0, streak.neededDays - streak.cleanDays) + (streak.todayBroken ? 1 : 0);
      expect(p50).toBeGreaterThanOrEqual(first);
      const { earliest } = forecast(facts(streak), { seed, runs: RUNS });
      if (earliest) expect(earliest >= addDays(today, first)).toBe(true);
    });
  });
  it('a longer streak', () => {
    holds(fc.tuple(anyStreak, fc.integer({ min: 1, max: 9 })), ([streak, more], seed) => {
      never(facts({ ...streak, neededDays: streak.neededDays + more }), facts(streak), seed);
    });
  });
  it('a break more in the days so far, whenever it was, as long as the longest or longer', () => {
    holds(fc.tuple(anyStreak, fc.integer({ min: 0, max: 5 }), fc.nat(100)), ([streak, more, at], seed) => {
      const longest = Math.max(ASSUMED_LENGTH, ...streak.lengths) + more;
      const lengths = [...streak.lengths, longest];
      const breakAges = [...streak.breakAges, 1 + (at % streak.daysJudged)];
      never(facts({ ...streak, breakAges, lengths }), facts(streak), seed);
    });
  });
  it('breaks that came later', () => {
    holds(fc.tuple(anyStreak, fc.integer({ min: 1, max: 30 })), ([streak, later], seed) => {
      const breakAges = streak.breakAges.map((age) => Math.max(1, age - later));
      never(facts({ ...streak, breakAges }), facts(streak), seed);
    });
  });
  it('a break more that is open', () => {
    holds(fc.tuple(anyStreak, fc.integer({ min: 1, max: 9 })), ([streak, age], seed) => {
      const open = { todayBroken: true, cleanDays: 0, openFor: [...streak.openFor, age] };
      never(facts({ ...streak, ...open }), facts(streak), seed);
    });
  });
  it('a day less of evidence, and one more that was void', () => {
    holds(anyStreak, (streak, seed) => {
      const worse = { ...streak, voidDays: streak.voidDays + 1, daysJudged: streak.daysJudged - 1 };
      if (streak.breakAges.length > worse.daysJudged || worse.daysJudged < 7) return;
      never(facts(worse), facts(streak), seed);
    });
  });
  it('a day less to close, a discrepancy more to close, one day less on which something was closed', () => {
    const backlog = fc.record({
      left: fc.integer({ min: 1, max: 30 }),
      allowed: fc.integer({ min: 0, max: 3 }),
      closed: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 8, maxLength: 28 }),
    });
    holds(fc.tuple(anyStreak, backlog, fc.nat()), ([streak, { left, allowed, closed }, at], seed) => {
      const given = (more: number, days: readonly number[]): ForecastFacts => {
        const work = { left: left + more, allowed, days: days.map((one) => ({ arrived: 0, closed: one })) };
        return facts(streak, { backlogs: [{ kind: 'discrepancies', name: 'discrepancies', ...work }] });
      };
      const slower = closed.map((one, i) => (i === at % closed.length ? 0 : one));
      if (slower.every((one) => one === 0)) return;
      never(given(1, closed), given(0, closed), seed);
      never(given(0, slower), given(0, closed), seed);
      never(given(0, closed), facts(streak), seed);
    });
  });
  it('a freeze, a holiday, work that is due later', () => {
    holds(fc.tuple(anyStreak, fc.nat(60), fc.nat(20)), ([streak, from, length], seed) => {
      const closed = [{ name: 'freeze', from: addDays(today, from), to: addDays(today, from + length) }];
      never(facts(streak, { closed }), facts(streak), seed);
      never(facts(streak, { floors: [{ name: 'w', day: addDays(today, from) }] }), facts(streak), seed);
    });
  });
});

describe('a forecast', () => {
  const given = { seed: 7, runs: 2_000 };
  it('says how much data is missing', () => {
    expect(forecast(facts({ daysJudged: 4 }), given)).toMatchObject({
      state: 'not_enough_data',
      p50: null,
      missing: 'not enough data (4 of 7 days)',
    });
    const backlogs = [{ kind: 'coverage', name: 'scenarios', left: 3, allowed: 0, days: [] }] as const;
    expect(forecast(facts(null, { backlogs }), given).missing).toBe('not enough data (0 of 7 days)');
    const idle = [{ ...backlogs[0], days: Array.from({ length: 9 }, () => ({ arrived: 0, closed: 0 })) }];
    expect(forecast(facts(null, { backlogs: idle }), given).missing).toBe(
      'not enough data (none of 3 scenarios was closed yet)',
    );
  });
  it('of a long clean history is the earliest day there can be, and of a torn one far from it', () => {
    const calm = { daysSeen: 300, daysJudged: 300, breakAges: [], lengths: [] };
    expect(forecast(facts(calm), given)).toMatchObject({
      p50: '2026-11-29',
      decides: expect.stringContaining('streak'),
    });
    const torn = { daysSeen: 60, daysJudged: 60, breakAges: every(3, 20), lengths: [1, 2, 1, 3, 2, 1] };
    expect(daysOf(facts(torn))[0]).toBeGreaterThan(100);
  });
  it('narrows with more data of the same kind', () => {
    const spread = (times: number) => {
      const breakAges = every(20, times).map((age) => age - 10);
      const counts = { daysSeen: 20 * times, daysJudged: 20 * times, breakAges, lengths: Array(10).fill(1) };
      const [p50 = 0, , p95 = 0] = daysOf(facts(counts), 3);
      return p95 - p50;
    };
    expect(spread(2)).toBeLessThan(spread(1));
    expect(spread(8)).toBeLessThan(spread(2));
  });
  it('waits for the end of a freeze, for the plan and for what is left, and says what it was', () => {
    const done = facts({ cleanDays: 20, daysSeen: 200, daysJudged: 200, breakAges: [] });
    expect(daysOf(done)[0]).toBe(0);
    const closed = [{ name: 'Black Friday', from: '2026-11-18', to: '2026-11-29' }];
    expect(forecast({ ...done, closed }, given)).toMatchObject({
      p50: '2026-11-30',
      decides: expect.stringMatching(/^The calendar decides/),
    });
    expect(forecast({ ...done, floors: [{ name: 'Content', day: '2026-12-05' }] }, given)).toMatchObject({
      p50: '2026-12-05',
      decides: expect.stringMatching(/^Work of the plan decides/),
    });
    const days = Array.from({ length: 10 }, () => ({ arrived: 0, closed: 2 }));
    const backlogs = [{ kind: 'discrepancies', name: 'discrepancies', left: 9, allowed: 0, days }] as const;
    expect(forecast({ ...done, backlogs }, given)).toMatchObject({
      p50: '2026-11-25',
      p95: expect.any(String),
      decides: expect.stringMatching(/^Open discrepancies decide/),
    });
  });
});

describe('the hazard', () => {
  // Limits of Jeffreys' 95 % interval as Brown, Cai and DasGupta (2001) tabulate them, table 5: n, x, lower, upper.
  test.each([
    [10, 1, 0.011, 0.381],
    [10, 5, 0.224, 0.776],
    [20, 1, 0.005, 0.214],
    [20, 2, 0.021, 0.287],
    [30, 3, 0.028, 0.248],
  ])('of %d days with %d breaks', (n, x, lower, upper) => {
    const at = hazardQuantiles(x, n);
    expect(at(0.025)).toBeCloseTo(lower, 2);
    expect(at(0.975)).toBeCloseTo(upper, 2);
  });
});
