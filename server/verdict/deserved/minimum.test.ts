import { describe, expect, it } from 'vitest';
import { judged, NOW, type Push } from './judged.ts';
import { criteria, dataset, other } from './plans.ts';

type Side = { requests: number; upToMs: string; errors?: number; count?: number };
const sideOf = ({ requests, upToMs, errors = 0, count: held = requests }: Side) => ({
  requests,
  errors,
  failedTransactions: errors,
  latency: held === 0 ? [] : [{ upToMs, count: held }],
});

/** The hour before now, as both sides carried it. */
function hour(legacy: Side, target: Side = legacy): Push {
  const window = {
    from: new Date(NOW.getTime() - 3_601_000).toISOString(),
    to: new Date(NOW.getTime() - 1_000).toISOString(),
  };
  return other({ kind: 'performance', legacy: sideOf(legacy), target: sideOf(target) }, target.requests, { window });
}

const traffic = {
  datasets: dataset(['performance'], {}, { slaMs: '100' }),
  criteria: criteria('error', 'failed', 'peak'),
};
const lagging = { datasets: dataset(['replication_lag']), criteria: criteria('lag') };
const lag = (ms: number, samples: number) =>
  other({ kind: 'replication_lag', lag: { p50Ms: ms, p95Ms: ms, maxMs: ms, samples } }, samples, {
    coverage: { method: 'sample', population: null, compared: samples },
  });

describe('traffic proves something once there is enough of it', () => {
  it('an hour of 10,000 requests', async () => {
    const found = await judged(traffic, [hour({ requests: 10_000, upToMs: '50' })]);
    expect(found).toMatchObject({ verdict: 'go', passes: [true, true] });
  });

  it('03-no-traffic', async () => {
    const found = await judged(traffic, [hour({ requests: 0, upToMs: '50' })]);
    expect(found).toMatchObject({
      verdict: 'no_go',
      outcomes: { error: 'unknown', peak: 'unknown', failed: 'unknown' },
    });
  });

  it('04-one-request', async () => {
    const found = await judged(traffic, [hour({ requests: 1, upToMs: '50' })]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: { peak: 'unknown' } });
  });

  it.each([
    ['no request on the target', { requests: 10_000, upToMs: '50' }, { requests: 0, upToMs: '50' }],
    ['no request on legacy', { requests: 0, upToMs: '50' }, { requests: 10_000, upToMs: '50' }],
    ['two requests', { requests: 2, upToMs: '50' }, { requests: 2, upToMs: '50' }],
    ['five requests', { requests: 5, upToMs: '50' }, { requests: 5, upToMs: '50' }],
  ])('%s', async (_, legacy, target) => {
    const found = await judged(traffic, [hour(legacy, target)]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.peak).not.toBe('met');
  });

  it('a response time below 0 is refused', async () => {
    const found = await judged(traffic, [hour({ requests: 10_000, upToMs: '-5' })]);
    expect(found.refused.map((pointer) => pointer.replace(/legacy|target/, 'side'))).toContain(
      '/side/latency/0/upToMs',
    );
    expect(found.verdict).toBe('no_go');
  });
});

describe('a sample of the traffic', () => {
  const sample = (push: Push, population: number): Push => ({
    ...push,
    make: (base) => {
      const made = push.make(base);
      return { ...made, coverage: { ...made.coverage, method: 'sample', population, seed: 's' } };
    },
  });
  const good = hour({ requests: 10_000, upToMs: '50' });

  it.each([10_000, 1_000_000])('of %i requests proves nothing', async (population) => {
    const found = await judged(traffic, [sample(good, population)]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], refused: [] });
    expect(Object.values(found.outcomes)).not.toContain('met');
  });

  it('can fail, and answers no failure', async () => {
    const bad = hour({ requests: 10_000, upToMs: '50' }, { requests: 10_000, upToMs: '500', errors: 5_000 });
    const all = { error: 'not_met', failed: 'not_met', peak: 'not_met' };
    expect((await judged(traffic, [sample(bad, 1_000_000)])).outcomes).toEqual(all);
    expect((await judged(traffic, [{ ...bad, ageMs: 2_000 }, sample(good, 1_000_000)])).outcomes).toEqual(all);
    expect((await judged(traffic, [{ ...good, ageMs: 2_000 }, sample(bad, 1_000_000)])).outcomes).toEqual(all);
    expect((await judged(traffic, [{ ...good, ageMs: 2_000 }, sample(good, 1_000_000)])).verdict).toBe('go');
  });
});

describe('a percentile of lag', () => {
  it('of many samples', async () => {
    expect(await judged(lagging, [lag(1, 1_000)])).toMatchObject({ verdict: 'go', outcomes: { lag: 'met' } });
  });

  it('25-lag-samples-1', async () => {
    expect(await judged(lagging, [lag(1, 1)])).toMatchObject({ verdict: 'no_go', outcomes: { lag: 'unknown' } });
  });

  it.each([2, 5, 10, 19])('of %i samples proves nothing', async (samples) => {
    expect(await judged(lagging, [lag(1, samples)])).toMatchObject({ verdict: 'no_go', outcomes: { lag: 'unknown' } });
  });

  it('of no sample', async () => {
    expect(await judged(lagging, [lag(0, 0)])).toMatchObject({ verdict: 'no_go', outcomes: { lag: 'unknown' } });
  });
});
