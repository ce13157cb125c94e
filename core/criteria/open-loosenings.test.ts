import { describe, expect, test } from 'vitest';
import { declaredDatasetSchema } from '../dataset/schema.ts';
import { openLoosenings, type RecordedChange } from './open-loosenings.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from './schema.ts';

const define = (given: Partial<CriterionDefinition>): CriterionDefinition =>
  criterionDefinitionSchema.parse({ metric: 'field_match_rate', comparator: 'gt', threshold: '0.999', ...given });

describe('loosenings that wait for a second person', () => {
  const [strict, middle, easy] = ['0.999', '0.99', '0.9'].map((threshold) => define({ threshold }));
  const change = (
    id: string,
    before: CriterionDefinition | undefined,
    more: Partial<Omit<RecordedChange, 'subject' | 'before'>> = {},
  ) => ({
    subject: 'criterion' as const,
    id,
    key: 'rate',
    at: '2026-11-18T09:00:00Z',
    direction: 'loosens' as const,
    flagged: true,
    before: before ?? null,
    approvedAt: null,
    ...more,
  });
  const open = (changes: RecordedChange[], current: CriterionDefinition | undefined) =>
    openLoosenings(changes, {
      criteria: new Map(current ? [['rate', current]] : []),
      datasets: new Map(),
      items: new Map(),
    }).map(({ id }) => id);
  test.each<[string, string[], string[]]>([
    ['waits', open([change('a', strict)], easy), ['a']],
    ['not once approved', open([change('a', strict, { approvedAt: '2026-11-19T09:00:00Z' })], easy), []],
    ['not from before the start', open([change('a', strict, { flagged: false })], easy), []],
    ['not what tightened', open([change('a', easy, { direction: 'tightens' })], strict), []],
    ['not once taken back', open([change('a', strict)], strict), []],
    ['half taken back is not taken back', open([change('a', strict)], middle), ['a']],
    ['a second step alone can be taken back', open([change('a', strict), change('b', middle)], middle), ['a']],
    [
      'approving the second step says nothing of the first',
      open([change('a', strict), change('b', middle, { approvedAt: '2026-11-19T09:00:00Z' })], easy),
      ['a'],
    ],
    ['a removal waits', open([change('a', strict)], undefined), ['a']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('one of a dataset waits by the name of the dataset, until it is declared as before', () => {
    const declare = (criticality: 'critical' | 'normal') =>
      declaredDatasetSchema.parse({ name: 'rate', legacyRef: 'a', targetRef: 'a', criticality });
    const { subject: _, ...rest } = change('a', strict);
    const lowered = { ...rest, subject: 'dataset' as const, before: declare('critical') };
    const open = (now: ReturnType<typeof declare> | null) =>
      openLoosenings([lowered], {
        criteria: new Map(strict ? [['rate', strict]] : []),
        datasets: new Map(now ? [['rate', now]] : []),
        items: new Map(),
      });
    expect(open(declare('normal'))).toHaveLength(1);
    expect(open(null)).toHaveLength(1);
    expect(open(declare('critical'))).toEqual([]);
  });
});
