import { describe, expect, it } from 'vitest';
import { judged, type Minute } from './judged.ts';
import { criteria, dataset, other } from './plans.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const traffic = {
  datasets: dataset(['performance'], {}, { slaMs: '100' }),
  criteria: criteria('error', 'failed', 'peak'),
};

type Bad = { errors: number; failed: number; slow: number };

/** A minute of telemetry with so many requests on each side. The target's bad ones are among them. */
function minute(requests: number, { errors, failed, slow }: Bad, placed: { ageMs: number; afterMs?: number }): Minute {
  const legacy = { requests, errors: 0, failedTransactions: 0, latency: [{ upToMs: '50', count: requests }] };
  const latency = [
    { upToMs: '50', count: requests - slow },
    { upToMs: '900', count: slow },
  ];
  const target = { requests, errors, failedTransactions: failed, latency };
  return { check: 'a/performance', ...placed, point: { legacy, target } };
}

const bad: Bad[] = [
  { errors: 500, failed: 500, slow: 1_000 },
  { errors: 500, failed: 0, slow: 0 },
  { errors: 0, failed: 500, slow: 0 },
  { errors: 0, failed: 0, slow: 1_000 },
];

it('many good requests meet all three', async () => {
  const clean = minute(200_000, { errors: 500, failed: 500, slow: 1_000 }, { ageMs: 5 * MINUTE });
  expect(await judged(traffic, [clean])).toMatchObject({ verdict: 'go', passes: [true, true] });
});

it.each([3 * MINUTE, 5 * MINUTE, 2 * HOUR].flatMap((ageMs) => bad.map((found) => [ageMs, found] as const)))(
  'a minute that began %i ms ago is not made good by requests that are added to it: %o',
  async (ageMs, found) => {
    const said = minute(2_000, found, { ageMs });
    const failing = await judged(traffic, [said]);
    expect(failing).toMatchObject({ verdict: 'no_go', passes: [false, false] });
    const padded = await judged(traffic, [said, minute(200_000, found, { ageMs: ageMs + 1_000, afterMs: 1_000 })]);
    // More requests on the legacy side ask for a higher peak, which the target has not carried yet.
    const peak = failing.outcomes.peak === 'met' ? 'unknown' : 'not_met';
    const outcomes = { ...failing.outcomes, peak };
    expect(padded).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes });
  },
);

/** Begun so long ago, so much later. */
const again = (ageMs: number) => ({ ageMs: ageMs + 1_000, afterMs: 1_000 });
const none: Bad = { errors: 0, failed: 0, slow: 0 };

describe('what a minute that waits found wrong counts at once', () => {
  const truth = [
    { errors: 500, failed: 500, slow: 1_000 },
    { errors: 2_000, failed: 0, slow: 0 },
    { errors: 0, failed: 500, slow: 0 },
    { errors: 0, failed: 0, slow: 1_000 },
  ];
  const ages = [30_000, 3 * MINUTE, 2 * HOUR, 20 * HOUR];

  it.each(ages.flatMap((ageMs) => truth.map((found) => [ageMs, found] as const)))(
    'in fewer requests than were good before, of a minute that began %i ms ago: %o',
    async (ageMs, found) => {
      const good = minute(20_000, none, { ageMs });
      const verdict = { verdict: 'no_go', passes: [false, false] };
      expect(await judged(traffic, [good])).toMatchObject({ verdict: 'go' });
      expect(await judged(traffic, [good, minute(2_000, found, again(ageMs))])).toMatchObject(verdict);
      expect(
        await judged(traffic, [minute(2_000, found, { ageMs }), minute(20_000, none, again(ageMs))]),
      ).toMatchObject(verdict);
    },
  );

  it.each(ages)('where an agent starts anew in a minute that began %i ms ago', async (ageMs) => {
    const found = { errors: 1_400, failed: 0, slow: 0 };
    const verdict = { verdict: 'no_go', passes: [false, false], outcomes: { error: 'not_met' } };
    expect(await judged(traffic, [minute(1_500, none, { ageMs }), minute(1_400, found, again(ageMs))])).toMatchObject(
      verdict,
    );
    expect(await judged(traffic, [minute(1_400, found, { ageMs }), minute(1_500, none, again(ageMs))])).toMatchObject(
      verdict,
    );
  });

  it('in more requests than there were, however many good ones other minutes had', async () => {
    const rest = minute(100_000, none, { ageMs: 6 * MINUTE });
    const found = { errors: 5_000, failed: 5_000, slow: 0 };
    const said = [rest, minute(100, none, { ageMs: 5 * MINUTE }), minute(20_000, found, again(5 * MINUTE))];
    expect(await judged(traffic, said)).toMatchObject({ verdict: 'no_go', outcomes: { error: 'not_met' } });
  });

  it('and makes no failing load smaller, so that a smaller one would answer it', async () => {
    const slow = minute(20_000, { ...none, slow: 10_000 }, { ageMs: 2 * HOUR });
    const fewer = minute(1, none, again(2 * HOUR));
    const later = minute(17_000, none, { ageMs: 5 * MINUTE });
    expect(await judged(traffic, [slow, fewer, later])).toMatchObject({
      verdict: 'no_go',
      outcomes: { peak: 'not_met' },
    });
  });

  it('in the lag, of which a longer one was said before', async () => {
    const lagging = (p50Ms: number, p95Ms: number, maxMs: number, placed: { ageMs: number; afterMs?: number }) => ({
      check: 'a/replication_lag',
      ...placed,
      point: { lag: { p50Ms, p95Ms, maxMs } },
    });
    const plan = { datasets: dataset(['replication_lag']), criteria: criteria('lag') };
    const run = other({ kind: 'replication_lag', lag: { p50Ms: 5, p95Ms: 5, maxMs: 5, samples: 1_000 } }, 1_000);
    const short = [run, lagging(5, 5, 90_000, { ageMs: 3 * MINUTE })];
    expect(await judged(plan, short)).toMatchObject({ verdict: 'go' });
    const longer = lagging(1, 50_000, 50_000, again(3 * MINUTE));
    expect(await judged(plan, [...short, longer])).toMatchObject({ verdict: 'no_go', outcomes: { lag: 'not_met' } });
  });
});
