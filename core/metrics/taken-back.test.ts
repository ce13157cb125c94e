import { expect, test } from 'vitest';
import type { MetricPoint } from './schema.ts';
import { takenBack } from './taken-back.ts';

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
  expect(takenBack(before, after)).toEqual(expected);
});
