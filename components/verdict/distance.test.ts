import { describe, expect, test } from 'vitest';
import type { CriterionResult } from '#core/criteria/criterion-result.ts';
import type { CriterionMetric } from '#core/criteria/registry.ts';
import { distanceOf } from './distance.ts';

function result(value: string | null, threshold: string | null, unit: CriterionResult['unit']): CriterionResult {
  return {
    outcome: 'met',
    unknownReason: null,
    value,
    bound: null,
    threshold,
    unit,
    worst: null,
    pooled: null,
    evidence: { method: 'full', oldestAsOf: null, runIds: [] },
    headline: '',
    detail: '',
    gap: null,
    needsText: '',
    nowText: '',
  };
}
const of = (metric: CriterionMetric, value: string | null, threshold: string | null, unit: CriterionResult['unit']) =>
  distanceOf(metric, result(value, threshold, unit));

describe('distance', () => {
  test('a rate below its threshold ends visibly before the mark, above it behind the mark', () => {
    const below = of('field_match_rate', '0.9987', '0.999', 'ratio');
    const above = of('field_match_rate', '0.9995', '0.999', 'ratio');
    expect(below?.mark).toBeCloseTo(0.75);
    expect(below?.fill).toBeLessThan(0.73);
    expect(above?.fill).toBeGreaterThan(0.8);
    expect(of('field_match_rate', '1', '0.999', 'ratio')?.fill).toBe(1);
  });
  test('a variance is a share of what is allowed, and never leaves the bar', () => {
    expect(of('record_count_variance', '0.00003', '0.0001', 'ratio')).toEqual({ fill: 0.3, mark: 1 });
    expect(of('record_count_variance', '0.0004', '0.0001', 'ratio')).toEqual({ fill: 1, mark: 0.25 });
    expect(of('record_count_variance', '0', '0', 'ratio')).toEqual({ fill: 0, mark: 0 });
  });
  test('days count up to their number', () => {
    expect(of('critical_free_streak', '18', '30', 'days')).toEqual({ fill: 0.6, mark: 1 });
  });
  test('without a value or a threshold there is no distance', () => {
    expect(of('response_time_at_peak', null, '400', 'ms')).toBeNull();
    expect(of('response_time_at_peak', '318', null, 'ms')).toBeNull();
  });
});
