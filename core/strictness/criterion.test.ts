import { describe, expect, it, test } from 'vitest';
import { type CriterionDefinition, criterionDefinitionSchema } from '../criteria/schema.ts';
import { idOf } from '../testing/build-evidence.ts';
import { aspectsOf, directionOf } from './criterion.ts';

type CriterionFields = Partial<CriterionDefinition>;
const define = (given: CriterionFields): CriterionDefinition =>
  criterionDefinitionSchema.parse({ metric: 'field_match_rate', comparator: 'gt', threshold: '0.999', ...given });
const dataset = { kind: 'dataset', datasetId: idOf('payouts') } as const;

describe('what a change does', () => {
  test.each<[string, CriterionFields, CriterionFields, ReturnType<typeof directionOf>]>([
    ['nothing', {}, {}, null],
    ['the same number with another digit', {}, { threshold: '0.9990' }, 'changes'],
    ['another owner', {}, { ownerTeam: 'Finance' }, 'changes'],
    ['a lower match rate', {}, { threshold: '0.99' }, 'loosens'],
    ['a higher match rate', {}, { threshold: '0.9999' }, 'tightens'],
    ['not strictly above any more', {}, { comparator: 'gte' }, 'loosens'],
    ['strictly above', { comparator: 'gte' }, { comparator: 'gt' }, 'tightens'],
    ['strictly above something lower', { comparator: 'gte' }, { comparator: 'gt', threshold: '0.99' }, 'loosens'],
    ['a comparator that asks for the worse', {}, { comparator: 'lt' }, 'loosens'],
    ['and back from it', { comparator: 'lt' }, {}, 'loosens'],
    [
      'a higher variance',
      { metric: 'record_count_variance', comparator: 'lt' },
      { metric: 'record_count_variance', comparator: 'lt', threshold: '1' },
      'loosens',
    ],
    [
      'a lower variance',
      { metric: 'record_count_variance', comparator: 'lt' },
      { metric: 'record_count_variance', comparator: 'lt', threshold: '0.1' },
      'tightens',
    ],
    [
      'fewer clean days',
      { metric: 'critical_free_streak', threshold: '30' },
      { metric: 'critical_free_streak', threshold: '14' },
      'loosens',
    ],
    [
      'a void day more that is survived',
      { metric: 'critical_free_streak', threshold: '30' },
      { metric: 'critical_free_streak', threshold: '30', options: { voidGraceDays: 2 } },
      'loosens',
    ],
    [
      'none that is survived',
      { metric: 'critical_free_streak', threshold: '30' },
      { metric: 'critical_free_streak', threshold: '30', options: { voidGraceDays: 0 } },
      'tightens',
    ],
    [
      'a longer gap between two looks',
      { metric: 'critical_free_streak', threshold: '30' },
      { metric: 'critical_free_streak', threshold: '30', options: { maxGapDays: 7 } },
      'loosens',
    ],
    [
      'a look every day',
      { metric: 'critical_free_streak', threshold: '30' },
      { metric: 'critical_free_streak', threshold: '30', options: { maxGapDays: 1 } },
      'tightens',
    ],
    [
      'the gap it has anyhow',
      { metric: 'critical_free_streak', threshold: '30' },
      { metric: 'critical_free_streak', threshold: '30', options: { maxGapDays: 2 } },
      null,
    ],
    [
      'the SLA of the check becomes a number',
      { metric: 'response_time_at_peak', comparator: 'lte', threshold: null },
      { metric: 'response_time_at_peak', comparator: 'lte', threshold: '1' },
      'loosens',
    ],
    ['advisory instead of blocking', {}, { blocking: false }, 'loosens'],
    ['blocking instead of advisory', { blocking: false }, {}, 'tightens'],
    ['one dataset instead of all', {}, { scope: dataset }, 'loosens'],
    ['all instead of one', { scope: dataset }, {}, 'tightens'],
    [
      'another domain',
      { scope: { kind: 'domain', domain: 'A' } },
      { scope: { kind: 'domain', domain: 'B' } },
      'loosens',
    ],
    [
      'all members, of which a share is asked',
      { metric: 'cohort_validated', scope: { kind: 'wave', wave: 1 } },
      { metric: 'cohort_validated' },
      'loosens',
    ],
    [
      'all members, every one of them',
      { metric: 'cohort_validated', comparator: 'gte', threshold: '1', options: { item: 'Pilot' } },
      { metric: 'cohort_validated', comparator: 'gte', threshold: '1' },
      'tightens',
    ],
    [
      'one cohort instead of all',
      { metric: 'cohort_validated' },
      { metric: 'cohort_validated', options: { item: 'Pilot' } },
      'loosens',
    ],
    ['only at one gate', {}, { gates: ['Cutover'] }, 'loosens'],
    ['a gate less', { gates: ['Ramp', 'Cutover'] }, { gates: ['Cutover'] }, 'loosens'],
    ['a gate more', { gates: ['Cutover'] }, { gates: ['Ramp', 'Cutover'] }, 'tightens'],
    ['another gate', { gates: ['Ramp'] }, { gates: ['Cutover'] }, 'loosens'],
    ['at every gate', { gates: ['Ramp'] }, {}, 'tightens'],
    ['the same gates in another order', { gates: ['Ramp', 'Cutover'] }, { gates: ['Cutover', 'Ramp'] }, null],
    [
      'a shorter window of the worst',
      { metric: 'replication_lag', comparator: 'lte', threshold: '5', windowDays: 7 },
      { metric: 'replication_lag', comparator: 'lte', threshold: '5' },
      'loosens',
    ],
    [
      'a longer window of the worst',
      { metric: 'replication_lag', comparator: 'lte', threshold: '5' },
      { metric: 'replication_lag', comparator: 'lte', threshold: '5', windowDays: 7 },
      'tightens',
    ],
    [
      'a longer window of a rate, which dilutes',
      { metric: 'error_rate', comparator: 'lt' },
      { metric: 'error_rate', comparator: 'lt', windowDays: 30 },
      'loosens',
    ],
    ['the window it has anyhow', {}, { windowDays: 2 }, null],
    [
      'by money instead of rows',
      { metric: 'row_match_rate' },
      { metric: 'row_match_rate', options: { weighting: 'money' } },
      'loosens',
    ],
    ['adjudicated', {}, { options: { basis: 'adjudicated' } }, 'loosens'],
    ['raw again', { options: { basis: 'adjudicated' } }, { options: {} }, 'tightens'],
    [
      'critical ones only',
      { metric: 'open_discrepancies', comparator: 'lte' },
      { metric: 'open_discrepancies', comparator: 'lte', options: { severity: 'critical' } },
      'loosens',
    ],
    [
      'minor ones too',
      { metric: 'open_discrepancies', comparator: 'lte', options: { severity: 'critical' } },
      { metric: 'open_discrepancies', comparator: 'lte' },
      'tightens',
    ],
    [
      'critical items only',
      { metric: 'inventory_documented' },
      { metric: 'inventory_documented', options: { criticalOnly: true } },
      'loosens',
    ],
    ['another metric, however strict', {}, { metric: 'row_match_rate', threshold: '0.99999' }, 'loosens'],
    ['tighter here and looser there', {}, { threshold: '0.9999', blocking: false }, 'loosens'],
  ])('%s', (_, before, after, expected) => {
    expect(directionOf(define(before), define(after))).toBe(expected);
  });

  it('a new one is added; one that is taken away is loosened, whether it blocked or only warned', () => {
    expect(directionOf(null, define({}))).toBe('added');
    expect(directionOf(define({}), null)).toBe('loosens');
    expect(directionOf(define({ blocking: false }), null)).toBe('loosens');
    expect(directionOf(define({ metric: 'sign_offs' }), null)).toBe('removed');
    expect(directionOf(null, null)).toBe(null);
  });

  it('names each field that differs', () => {
    const after = define({ threshold: '0.9999', blocking: false, ownerTeam: 'BI' });
    expect(aspectsOf(define({}), after)).toEqual([
      { field: 'threshold', direction: 'tightens' },
      { field: 'blocking', direction: 'loosens' },
      { field: 'ownerTeam', direction: 'changes' },
    ]);
  });
});
