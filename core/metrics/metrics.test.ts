import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { mergeHistograms } from './merge-histograms.ts';
import { quantileOf } from './quantile.ts';
import { type Histogram, histogramSchema } from './schema.ts';

const ten: Histogram = [
  { upToMs: '5', count: 9 },
  { upToMs: '10', count: 1 },
];

const anyHistogram = fc
  .uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 6 })
  .chain((bounds) =>
    fc.tuple(
      ...bounds.sort((a, b) => a - b).map((b) => fc.nat({ max: 20 }).map((count) => ({ upToMs: String(b), count }))),
    ),
  );
const total = (histogram: Histogram) => histogram.reduce((sum, b) => sum + b.count, 0);

describe('quantileOf', () => {
  it.each([
    ['0.5', '5'],
    ['0.9', '5'],
    ['0.91', '10'],
    ['1', '10'],
    ['0', '5'],
  ])('reads %s as its bucket’s upper bound', (share, expected) => {
    expect(quantileOf(ten, share)).toEqual({ upToMs: expected, requests: 10 });
  });

  it('has no figure without requests, and no bound in the open bucket', () => {
    expect(quantileOf([], '0.95')).toBeNull();
    expect(quantileOf([{ upToMs: '5', count: 0 }], '0.95')).toBeNull();
    expect(quantileOf([{ upToMs: null, count: 1 }], '0.95')).toEqual({ upToMs: null, requests: 1 });
  });
});

describe('mergeHistograms', () => {
  it('adds equal bounds however they are written, and keeps the open bucket last', () => {
    const merged = mergeHistograms([
      [
        { upToMs: '10.0', count: 1 },
        { upToMs: null, count: 2 },
      ],
      [
        { upToMs: '5', count: 3 },
        { upToMs: '10', count: 4 },
      ],
    ]);
    expect(merged).toEqual([
      { upToMs: '5', count: 3 },
      { upToMs: '10', count: 5 },
      { upToMs: null, count: 2 },
    ]);
  });

  it('loses nothing and does not depend on order', () => {
    fc.assert(
      fc.property(fc.array(anyHistogram, { maxLength: 5 }), (parts) => {
        const merged = mergeHistograms(parts);
        expect(total(merged)).toBe(parts.reduce((sum, part) => sum + total(part), 0));
        expect(mergeHistograms([...parts].reverse())).toEqual(merged);
      }),
    );
  });
});

test.each([
  ['below 0', ['-5', '10'], false],
  ['0 itself', ['0', '10'], true],
  ['not ascending', ['10', '10.0'], false],
  ['no numbers', ['10', 'full'], false],
  ['apart by less than a float can tell', ['10', '10.00000000000000000001'], true],
])('bounds %s', (_, bounds, taken) => {
  const buckets = bounds.map((upToMs) => ({ upToMs, count: 1 }));
  expect(histogramSchema.safeParse(buckets).success).toBe(taken);
});
