import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { MetricPoint } from './schema.ts';
import { takenBack, whyBetter } from './taken-back.ts';

type Latency = [upToMs: string | null, count: number][];
function point(latency: Latency, errors = 0, failedTransactions = 0): MetricPoint {
  const buckets = latency.map(([upToMs, count]) => ({ upToMs, count }));
  const requests = buckets.reduce((sum, { count }) => sum + count, 0);
  const side = { requests, errors, failedTransactions, latency: buckets };
  return { checkId: 'c', at: '2026-11-21T08:00:00Z', target: side, legacy: { ...side, errors: 0 } };
}
const slow: Latency = [
  ['100', 5],
  ['200', 5],
];

test.each<[string, MetricPoint, MetricPoint, string[]]>([
  ['nothing', point(slow, 1, 1), point(slow, 1, 1), []],
  ['nothing where more is said', point(slow, 1, 1), point([...slow, [null, 9]], 2, 3), []],
  ['nothing where more of the fast ones came', point(slow), point([['50', 100], ...slow]), []],
  ['requests', point(slow), point([['200', 9]]), ['requests']],
  ['errors', point(slow, 2), point(slow, 1), ['errors']],
  ['errors, for all that came since', point(slow, 2), point([['50', 1_000], ...slow], 1), ['errors']],
  ['failed transactions', point(slow, 0, 2), point(slow, 0, 1), ['failed transactions']],
  ['slow requests', point(slow), point([['100', 10]]), ['slow requests']],
  [
    'slow requests, by a bound in between',
    point(slow),
    point([
      ['100', 5],
      ['150', 5],
    ]),
    ['slow requests'],
  ],
  ['slow requests of the open bucket', point([[null, 5]]), point([['900', 5]]), ['slow requests']],
  ['a side', point(slow), { ...point(slow), target: undefined }, ['requests', 'slow requests']],
])('takes back %s', (_, before, after, expected) => {
  expect(takenBack(before, after, false)).toEqual(expected);
  expect(takenBack(before, after, true)).toEqual(expected);
});

const running = '2026-11-21T08:01:59.999Z';
const over = '2026-11-21T08:02:00Z';
const lag = (p50Ms: number, p95Ms: number, maxMs: number): MetricPoint => ({
  checkId: 'c',
  at: '2026-11-21T08:00:00Z',
  lag: { p50Ms, p95Ms, maxMs },
});

describe('whyBetter', () => {
  it.each<[string, MetricPoint, MetricPoint]>([
    ['more requests beside the same errors', point(slow, 5), point([['50', 1_000], ...slow], 5)],
    ['more requests, more errors, a smaller share', point(slow, 5), point([['50', 1_000], ...slow], 50)],
    ['more requests that failed, of which some are fast', point(slow), point([['50', 1], ...slow], 1)],
    ['a side more', { ...point(slow), legacy: undefined }, point(slow)],
    ['a lower percentile of lag', lag(5, 50, 90), lag(5, 49, 90)],
    ['a lower median of lag', lag(5, 50, 90), lag(4, 50, 90)],
  ])('lets a minute be said with %s only while it is counted on', (_, before, after) => {
    expect(whyBetter(before, after, running)).toBeNull();
    expect(whyBetter(before, after, over)).toMatch(/it adds requests to a minute that was over|it leaves out lag/);
  });

  it.each<[string, MetricPoint, MetricPoint]>([
    ['more errors', point(slow, 5), point(slow, 6)],
    ['slower requests', point(slow, 5), point([['900', 10]], 5)],
    ['a longer lag', lag(5, 50, 90), lag(6, 51, 91)],
  ])('believes %s at any time', (_, before, after) => {
    expect(whyBetter(before, after, over)).toBeNull();
    expect(whyBetter(after, before, over)).toMatch('it leaves out');
  });

  it.each([
    ['the longest lag', lag(5, 50, 89)],
    ['all lag', { ...lag(5, 50, 90), lag: undefined }],
  ])('never leaves out %s', (_, after) => {
    expect(whyBetter(lag(5, 50, 90), after, running)).toBe('it leaves out lag of a minute that it replaces');
  });

  it('lets no share of a minute that was over become smaller', () => {
    const minute = fc
      .tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.nat({ max: 6 }))
      .map(([fast, late, errors, failed]) =>
        point(
          [
            ['100', fast],
            [null, late],
          ],
          errors,
          failed,
        ),
      );
    const shares = ({ target }: MetricPoint) => {
      const { requests = 0, errors = 0, failedTransactions = 0, latency = [] } = target ?? {};
      const late = latency.find(({ upToMs }) => upToMs === null)?.count ?? 0;
      return [errors, failedTransactions, late].map((bad) => (requests === 0 ? 0 : bad / requests));
    };
    fc.assert(
      fc.property(minute, minute, (before, after) => {
        if (whyBetter(before, after, over) !== null) return;
        const was = shares(before);
        for (const [i, share] of shares(after).entries()) expect(share).toBeGreaterThanOrEqual(was[i] ?? 0);
      }),
    );
  });
});
