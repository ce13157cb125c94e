import { readdirSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import { buildEvidence } from '../testing/build-evidence.ts';
import { findCriterionProblems } from './find-criterion-problems.ts';
import { type Metric, planShareOf } from './metric.ts';
import { coverage } from './metrics/coverage.ts';
import { criterionMetrics, evaluateCriterion, metricOf, registry } from './registry.ts';
import { criterionDefinitionSchema } from './schema.ts';

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

test('the result of each metric is in its unit, whatever it was made by', () => {
  const nothing = buildEvidence({ datasets: [{ name: 'payouts' }], checks: [] });
  for (const metric of criterionMetrics) {
    const definition = criterionDefinitionSchema.parse({ metric, ...metricOf(metric).usual });
    const { unit } = evaluateCriterion(definition, nothing, new Date('2026-11-20T12:00:00Z'));
    expect([metric, unit]).toEqual([metric, metricOf(metric).unit]);
  }
});

test('each name stands for one metric, which agrees with itself', () => {
  const { metrics } = registry;
  expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
  for (const metric of metrics) {
    expect(metric.reads).toEqual(expect.arrayContaining([...metric.requires]));
    expect(findCriterionProblems({ metric: metric.id, ...metric.usual })).toEqual([]);
    // The forecast lets as many stay open as the threshold says.
    if (metric.counts === 'discrepancies') expect([metric.id, metric.unit]).toEqual([metric.id, 'count']);
    if (metric.counts === 'clean_days') expect([metric.id, metric.unit]).toEqual([metric.id, 'days']);
    expect(planShareOf(metric) !== null).toBe(metric.page === 'plan');
    expect(metric.waitsFor === null).toBe(criterionMetrics.some((id) => id === metric.id));
  }
  expect(metricOf('coverage')).toBe(coverage);
  expect(() => registry.of('nothing')).toThrow('There is no metric "nothing"');
});
