import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/time/units.ts';
import { judged, type Minute, type Push } from './judged.ts';
import { criteria, dataset, other } from './plans.ts';

const plan = { datasets: dataset(['replication_lag']), criteria: criteria('lag') };
const of = (ms: number) => ({ p50Ms: ms, p95Ms: ms, maxMs: ms });
const run = (ms: number, samples: number, ageMs = 1_000, afterMs = 0): Push => ({
  ...other({ kind: 'replication_lag', lag: { ...of(ms), samples } }, samples, {}, ageMs),
  afterMs,
});
const minutes = (count: number, ms: number, ageMs: number): Minute[] =>
  Array.from({ length: count }, (_, i) => ({
    check: 'a/replication_lag',
    ageMs: ageMs + i * MINUTE_MS,
    point: { lag: of(ms) },
  }));

const failing: [string, (Push | Minute)[]][] = [
  ['an hour of telemetry after it', [run(5, 1_000, 2 * HOUR_MS), ...minutes(60, 50_000, MINUTE_MS)]],
  ['a minute of telemetry after it', [run(5, 1_000, 2 * HOUR_MS), ...minutes(1, 50_000, MINUTE_MS)]],
  ['telemetry before it', [...minutes(60, 50_000, MINUTE_MS), run(5, 1_000)]],
  [
    'telemetry, and less of it later',
    [run(5, 1_000), ...minutes(60, 50_000, 3 * HOUR_MS), ...minutes(5, 5, MINUTE_MS)],
  ],
  ['a run of more samples before it', [run(50_000, 100_000, 2_000), run(5, 59)]],
  ['a run of more samples a moment before midnight', [run(50_000, 100_000, 12 * HOUR_MS + 1_000), run(5, 59)]],
  [
    'a run of more samples, though one of as few came between',
    [run(50_000, 1_000, 3_000), run(5, 59, 2_000), run(5, 60)],
  ],
  ['the latest of three', [run(50_000, 100, 3_000), run(5, 1_000, 2_000), run(50_000, 80, 1_500), run(5, 79)]],
];

describe('a good run does not answer', () => {
  it.each(failing)('%s', async (_, pushes) => {
    for (const order of [pushes, pushes.toReversed()]) {
      const found = await judged(plan, order);
      expect(found).toMatchObject({
        verdict: 'no_go',
        passes: [false, false],
        refused: [],
        outcomes: { lag: 'not_met' },
      });
      expect(found.why.lag?.detail).toContain('p95 of ');
    }
  });
});

const answered: [string, (Push | Minute)[]][] = [
  ['a run of as many samples', [run(50_000, 1_000, 2_000), run(5, 1_000)]],
  ['runs of fewer and fewer, each answered', [run(50_000, 100, 3_000), run(5, 1_000, 2_000), run(5, 59)]],
  ['a run a day before', [run(50_000, 100_000, DAY_MS + 2_000), run(5, 59)]],
  [
    'an hour of telemetry by another one',
    [run(5, 1_000), ...minutes(30, 50_000, 3 * HOUR_MS), ...minutes(60, 5, MINUTE_MS)],
  ],
];

describe('is answered or over:', () => {
  it.each(answered)('%s', async (_, pushes) => {
    for (const order of [pushes, pushes.toReversed()]) {
      expect(await judged(plan, order)).toMatchObject({
        verdict: 'go',
        passes: [true, true],
        outcomes: { lag: 'met' },
      });
    }
  });
});

it('telemetry alone meets nothing, and keeps no run fresh', async () => {
  expect(await judged(plan, minutes(60, 5, MINUTE_MS))).toMatchObject({
    verdict: 'no_go',
    outcomes: { lag: 'unknown' },
  });
  const old = [run(5, 1_000, 30 * HOUR_MS), ...minutes(60, 5, MINUTE_MS)];
  const covered = { ...plan, criteria: criteria('lag', 'coverage') };
  const found = await judged(covered, old);
  expect(found).toMatchObject({ outcomes: { lag: 'unknown' } });
  expect(found.why.coverage?.detail).toContain('replication lag');
});

it('a window of two days fails by a look of either that nothing of its day answers', async () => {
  const [lag] = criteria('lag');
  const two = { ...plan, criteria: lag ? [{ ...lag, windowDays: 2 }] : [] };
  const bad = [run(50_000, 1_000, DAY_MS + 2_000), run(5, 59, DAY_MS)];
  expect(await judged(two, [...bad, run(5, 1_000)])).toMatchObject({ outcomes: { lag: 'not_met' } });
  expect(await judged(two, [run(5, 59, DAY_MS), run(5, 1_000)])).toMatchObject({ outcomes: { lag: 'met' } });
});
