import { readdirSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import { findCriterionProblems } from './find-criterion-problems.ts';
import { type Metric, planShareOf } from './metric.ts';
import { coverage } from './metrics/coverage.ts';
import { criterionMetrics, metricOf, registry } from './registry.ts';

/** The fields without which an object would be a metric all the same. */
type LeftOut = { [Field in keyof Metric]-?: Omit<Metric, Field> extends Metric ? Field : never }[keyof Metric];

test('no field of a descriptor can be left out', () => {
  expectTypeOf<LeftOut>().toBeNever();
  const { page: _, ...without } = coverage;
  // @ts-expect-error page is missing
  const metric: Metric = without;
  expect(metric).not.toHaveProperty('page');
});

test('every file of a metric stands in the registry, under the name of its file', () => {
  const files = readdirSync(new URL('./metrics/', import.meta.url))
    .filter((file) => !file.endsWith('.test.ts') && file !== 'future.ts')
    .map((file) => file.replace(/\.ts$/, '').replaceAll('-', '_'));
  expect(criterionMetrics.toSorted()).toEqual(files.toSorted());
});

test('each name stands for one metric, which agrees with itself', () => {
  const { metrics } = registry;
  expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
  for (const metric of metrics) {
    expect(metric.reads).toEqual(expect.arrayContaining([...metric.requires]));
    expect(findCriterionProblems({ metric: metric.id, ...metric.usual })).toEqual([]);
    expect(planShareOf(metric) !== null).toBe(metric.page === 'plan');
    expect(metric.waitsFor === null).toBe(criterionMetrics.some((id) => id === metric.id));
  }
  expect(metricOf('coverage')).toBe(coverage);
  expect(() => registry.of('nothing')).toThrow('There is no metric "nothing"');
});
