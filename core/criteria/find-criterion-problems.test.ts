import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { standardCriteria } from '../plan/standard-criteria.ts';
import { templateNames } from '../templates/names.ts';
import { templateOf } from '../templates/registry.ts';
import { asksForTheWorse, findCriterionProblems, wantedOf } from './find-criterion-problems.ts';
import { criterionMetrics, metricOf } from './registry.ts';
import type { CriterionDefinition } from './schema.ts';

const ask = (
  metric: CriterionDefinition['metric'],
  comparator: CriterionDefinition['comparator'],
  threshold: string | null,
) => findCriterionProblems({ metric, comparator, threshold }, '/criteria/3');

describe('what a criterion cannot ask', () => {
  it.each<[string, ReturnType<typeof ask>, string, string]>([
    [
      'the worse',
      ask('row_match_rate', 'lte', '0.99'),
      'comparator',
      'must be "gt" or "gte": of row match rate, more is better',
    ],
    [
      'more of a time',
      ask('replication_lag', 'gt', '5'),
      'comparator',
      'must be "lt" or "lte": of replication lag, less is better',
    ],
    ['nothing', ask('coverage', 'gte', null), 'threshold', 'must be a number for this metric'],
    [
      '99.9 as a share',
      ask('field_match_rate', 'gt', '99.9'),
      'threshold',
      'must be from 0 to 1, which is 0 to 100 %: 99.9 % is 0.999',
    ],
    ['less than nothing', ask('error_rate', 'lte', '-0.1'), 'threshold', 'must not be negative'],
    [
      'half a discrepancy',
      ask('open_discrepancies', 'lte', '0.5'),
      'threshold',
      'must be a whole number: it is a count',
    ],
    [
      'half a day',
      ask('critical_free_streak', 'gte', '1.5'),
      'threshold',
      'must be a whole number of days from 1 to 400',
    ],
    ['no day', ask('critical_free_streak', 'gte', '0'), 'threshold', 'must be a whole number of days from 1 to 400'],
    [
      'an age',
      ask('critical_free_streak', 'gte', '4000000'),
      'threshold',
      'must be a whole number of days from 1 to 400',
    ],
    [
      'fewer than none',
      ask('schema_drift', 'lt', '0'),
      'threshold',
      'can never be met: use "lte", or another threshold',
    ],
    [
      'more than all',
      ask('row_match_rate', 'gt', '1'),
      'threshold',
      'can never be met: use "gte", or another threshold',
    ],
    ['anything', ask('coverage', 'gte', '0'), 'threshold', 'is met by everything: it has to ask for something'],
    ['at most all', ask('error_rate', 'lte', '1'), 'threshold', 'is met by everything: it has to ask for something'],
  ])('%s', (_, problems, field, message) => {
    expect(problems).toEqual([{ pointer: `/criteria/3/${field}`, message }]);
  });

  it.each<[string, Partial<CriterionDefinition>, string, string]>([
    [
      'money of a field',
      { metric: 'field_match_rate', options: { weighting: 'money' } },
      '/options/weighting',
      'does nothing for field match rate: leave it out, it knows windowDays and basis',
    ],
    [
      'days of a count',
      { metric: 'record_count_variance', comparator: 'lt', windowDays: 7 },
      '/windowDays',
      'does nothing for record-count variance: leave it out, it has no settings',
    ],
    [
      'a severity of items',
      { metric: 'inventory_documented', options: { criticalOnly: true, severity: 'critical' } },
      '/options/severity',
      'does nothing for inventory documented: leave it out, it knows criticalOnly',
    ],
  ])('a setting that its metric would pass over: %s', (_, more, pointer, message) => {
    const given = { metric: 'coverage', comparator: 'gte', threshold: '0.9', ...more } as const;
    expect(findCriterionProblems(given, '/criteria/3')).toEqual([{ pointer: `/criteria/3${pointer}`, message }]);
  });

  it('reports the comparator and the threshold at once', () => {
    expect(ask('coverage', 'lt', '2').map(({ pointer }) => pointer)).toEqual([
      '/criteria/3/comparator',
      '/criteria/3/threshold',
    ]);
  });
});

it('lets what plans ask today through', () => {
  const templates = templateNames.flatMap((name) => templateOf(name).criteria);
  for (const one of [...standardCriteria, ...templates])
    expect([one.key, findCriterionProblems(one)]).toEqual([one.key, []]);
  expect(ask('response_time_at_peak', 'lte', null)).toEqual([]);
  expect(ask('record_count_variance', 'lte', '1')).toEqual([]);
});

test('what is asked of a metric is never met by the worse and missed by the better', () => {
  const metric = fc.constantFrom(...criterionMetrics);
  fc.assert(
    fc.property(metric, fc.constantFrom('lt', 'lte', 'gt', 'gte'), (name, comparator) => {
      const up = comparator === 'gt' || comparator === 'gte';
      const wrong = up !== (metricOf(name).better === 'more');
      expect(asksForTheWorse({ metric: name, comparator, threshold: '1' })).toBe(wrong);
      expect(wantedOf(name).includes(comparator as never)).toBe(!wrong);
    }),
  );
});
