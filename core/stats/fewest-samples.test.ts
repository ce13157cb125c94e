import { expect, test } from 'vitest';
import { fewestSamples } from './fewest-samples.ts';

test.each([
  ['0', 1],
  ['0.5', 5],
  ['0.9', 29],
  ['0.95', 59],
  ['0.99', 299],
  ['0.999', 2_995],
  ['1', 2_995],
])('a percentile of %s asks for %d', (share, expected) => {
  expect(fewestSamples(share)).toBe(expected);
  // One fewer misses the quantile more often than once in twenty.
  if (share !== '1' && share !== '0') {
    expect(Number(share) ** expected).toBeLessThanOrEqual(0.05);
    expect(Number(share) ** (expected - 1)).toBeGreaterThan(0.05);
  }
});
