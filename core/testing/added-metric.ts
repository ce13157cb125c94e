import { z } from 'zod';
import type { Metric } from '../criteria/metric.ts';
import { registry, registryOf } from '../criteria/registry.ts';
import { resultOf } from '../criteria/result-of.ts';
import { msOf } from '../time/instant.ts';

/** A metric that Parallax does not have: what a new one needs to be asked for, judged, loosened and forecast is this object alone. */
const settledOnTime: Metric<'settled_on_time'> = {
  id: 'settled_on_time',
  name: 'Settled on time',
  unit: 'ratio',
  better: 'more',
  most: '1',
  withoutThreshold: 'the promise to the bank',
  usual: { comparator: 'gte', threshold: '0.99' },
  least: 'one settlement',
  waitsFor: null,
  requires: [],
  reads: ['field_level'],
  counts: 'figure',
  window: { days: 7, longer: 'tightens' },
  options: ['maxGapDays'],
  page: 'discrepancies',
  backlog: 'differences',
  changesAt: [({ startedAt }) => [msOf(startedAt) + 30_000]],
  evaluate: ({ threshold }) =>
    resultOf({
      outcome: 'not_met',
      value: '0.5',
      threshold,
      unit: 'ratio',
      basis: [],
      headline: 'Settled on time is 50 %',
      detail: '',
      gap: '49 points below 99 %',
      needsText: '≥ 99 %',
      nowText: '50 %',
    }),
};

/** The registry with a line more, and the names in it. */
export const withAddedMetric = registryOf([...registry.metrics, settledOnTime]);
export const namesWithAddedMetric = z.enum(withAddedMetric.metrics.map(({ id }) => id));
