import { expect, test } from 'vitest';
import { histogramSchema } from '#core/metrics/schema.ts';
import { Meter } from './meter.ts';
import { growthShare } from './pace.ts';

const MINUTE = Date.parse('2026-11-21T08:00:00Z');

test('a minute counts requests, errors and latencies of each side', () => {
  let now = MINUTE + 5_000;
  const meter = new Meter(() => now);
  meter.count('legacy', 0.05, 'done');
  meter.count('target', 1.5, 'done');
  meter.count('target', 9_000, 'failedTransaction');
  meter.count('target', 3, 'failed');
  for (const ms of [100, 200, 300, 400]) meter.lag(ms);
  now += 60_000;
  meter.count('legacy', 1, 'done');

  expect(meter.starts()).toEqual([MINUTE, MINUTE + 60_000]);
  const point = meter.sidesOf(MINUTE);
  expect(point?.legacy).toEqual({
    requests: 1,
    errors: 0,
    failedTransactions: 0,
    latency: [{ upToMs: '0.1', count: 1 }],
  });
  expect(point?.target).toEqual({
    requests: 3,
    errors: 2,
    failedTransactions: 1,
    latency: [
      { upToMs: '2', count: 1 },
      { upToMs: '5', count: 1 },
      { upToMs: null, count: 1 },
    ],
  });
  expect(histogramSchema.parse(point?.target.latency)).toHaveLength(3);
  expect(meter.lagOf(MINUTE)).toEqual({ p50Ms: 200, p95Ms: 400, maxMs: 400, samples: 4 });
  expect(meter.lagOf(MINUTE + 60_000)).toBeNull();
});

test('a finished minute can be forgotten, the running one cannot', () => {
  let now = MINUTE;
  const meter = new Meter(() => now);
  meter.count('legacy', 1, 'done');
  meter.forget(MINUTE);
  expect(meter.starts()).toEqual([MINUTE]);
  now += 60_000;
  meter.forget(MINUTE);
  expect(meter.starts()).toEqual([]);
});

test('a demo that runs over a weekend grows by a few thousand rows', () => {
  const perSecond = 30 * 0.2 * 0.3;
  let rows = 0;
  for (let second = 0; second < 64 * 3_600; second += 1) rows += perSecond * growthShare(second * 1_000);
  expect(rows).toBeGreaterThan(2_000);
  expect(rows).toBeLessThan(20_000);
});
