import { describe, expect, it } from 'vitest';
import type { CriterionResult } from '../criteria/criterion-result.ts';
import { criteriaOfBoth } from './criteria-of-both.ts';
import type { JudgedCriterion } from './judged-criterion.ts';

const criterion = (id: string, threshold: string, outcome: CriterionResult['outcome'] = 'met'): JudgedCriterion => ({
  id,
  definition: {
    metric: 'coverage',
    comparator: 'gte',
    threshold,
    scope: { kind: 'all' },
    blocking: true,
    ownerTeam: null,
  },
  result: {
    outcome,
    unknownReason: null,
    value: '1',
    bound: null,
    threshold,
    unit: 'ratio',
    worst: null,
    pooled: null,
    evidence: { method: 'none', oldestAsOf: null, runIds: [] },
    headline: 'Coverage is 100 %',
    detail: '',
    gap: null,
    needsText: '',
    nowText: '100 %',
  },
  since: null,
});

const told = (approved: JudgedCriterion[], standing: JudgedCriterion[]) =>
  criteriaOfBoth(approved, standing).map(({ id, definition, onlyUnder }) => [id, definition.threshold, onlyUnder]);

describe('the criteria of two plans', () => {
  it('stand there once where both ask the same with the same outcome', () => {
    expect(told([criterion('a', '1')], [criterion('a', '1')])).toEqual([['a', '1', undefined]]);
  });

  it('stand there twice where they ask for more or less, or come out otherwise', () => {
    expect(told([criterion('a', '1')], [criterion('a', '0.9')])).toEqual([
      ['a', '0.9', 'standing'],
      ['a', '1', 'approved'],
    ]);
    expect(told([criterion('a', '1', 'not_met')], [criterion('a', '1')])).toHaveLength(2);
  });

  it('are shown though they were taken out, and though nobody has approved them', () => {
    expect(told([criterion('a', '1')], [criterion('b', '1')])).toEqual([
      ['b', '1', 'standing'],
      ['a', '1', 'approved'],
    ]);
  });
});
