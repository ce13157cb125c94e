import { expect, it } from 'vitest';
import { judged, type Minute } from './judged.ts';
import { criteria, dataset } from './plans.ts';

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
    expect(padded).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: failing.outcomes });
  },
);
