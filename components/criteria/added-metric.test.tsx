import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { definitionSchemaOf } from '#core/criteria/schema.ts';
import { namesWithAddedMetric, withAddedMetric } from '#core/testing/added-metric.ts';
import { CriterionFields } from './criterion-fields.tsx';
import { formOf, readFormBy } from './criterion-form.ts';

const schema = definitionSchemaOf(namesWithAddedMetric);
const definition = schema.parse({
  metric: 'settled_on_time',
  comparator: 'gte',
  threshold: '0.99',
  options: { maxGapDays: 7 },
});
const form = formOf('settled', definition, withAddedMetric);
const read = (change: Partial<typeof form>) => readFormBy(schema, { ...form, ...change }, definition, withAddedMetric);

test('the form offers a metric of the registry, with its unit, its options and what it asks for', () => {
  const html = renderToStaticMarkup(
    <CriterionFields
      form={form}
      choices={{ phases: [], datasets: [], domains: [] }}
      isNew={false}
      problems={{ maxGapDays: 'must be a whole number of days, at least 1' }}
      onChange={() => {}}
      known={withAddedMetric}
    />,
  );
  expect(html).toContain('Settled on time</option>');
  expect(html).toContain('Asks for one settlement');
  expect(html).toContain('Threshold, %');
  expect(html).toContain('Empty: the promise to the bank');
  expect(html).toContain('Longest gap between two looks');
  expect(html).toContain('must be a whole number of days, at least 1');
  expect(html).not.toContain('Days without evidence it survives');
});

test('what the form says of it is read by its descriptor', () => {
  expect(form.threshold).toBe('99');
  expect(read({})).toEqual({ definition, problems: {} });
  expect(read({ threshold: '' }).definition?.threshold).toBe(null);
  expect(read({ options: { maxGapDays: '2' } }).definition).not.toHaveProperty('options');
  expect(read({ options: { maxGapDays: '0' } }).problems).toMatchObject({
    maxGapDays: 'must be a whole number of days, at least 1',
  });
  expect(read({ comparator: 'lt' }).problems).toHaveProperty('comparator');
});
