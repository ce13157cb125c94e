import { expect, test } from 'vitest';
import { criterionDefinitionSchema } from '#core/criteria/schema.ts';
import { formOf, newForm, readForm } from './criterion-form.ts';

const streak = criterionDefinitionSchema.parse({
  metric: 'critical_free_streak',
  comparator: 'gte',
  threshold: '30',
  options: { voidGraceDays: 2, maxGapDays: 7 },
  gates: ['Cutover'],
});
const rate = criterionDefinitionSchema.parse({ metric: 'field_match_rate', comparator: 'gt', threshold: '0.999' });

test('what was not touched is read back as it was', () => {
  expect(readForm(formOf('streak', streak), streak)).toEqual({ definition: streak, problems: {} });
  expect(readForm(formOf('rate', rate), rate)).toEqual({ definition: rate, problems: {} });
});

test('a rate is written in percent and kept as an exact ratio', () => {
  expect(formOf('rate', rate).threshold).toBe('99.9');
  expect(readForm({ ...formOf('rate', rate), threshold: '99,5' }, rate).definition?.threshold).toBe('0.995');
});

test('what is no number or no name is said at its field', () => {
  expect(readForm({ ...formOf('rate', rate), threshold: 'x' }, rate)).toEqual({
    definition: null,
    problems: { threshold: 'must be a number' },
  });
  expect(readForm({ ...newForm, key: 'Not A Slug' }, null).problems).toHaveProperty('key');
});
