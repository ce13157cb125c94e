import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { evaluateTrafficRate, trafficWindow } from '../traffic-rate.ts';

/** Requests that ended in an error / requests, on the target. */
export const errorRate: Metric<'error_rate'> = {
  id: 'error_rate',
  name: 'Error rate',
  unit: 'ratio',
  better: 'less',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'lt', threshold: '0.015' },
  least: '1,000 requests on the target',
  waitsFor: null,
  requires: [],
  reads: ['performance'],
  counts: 'figure',
  window: trafficWindow,
  options: [],
  page: 'evidence',
  backlog: null,
  changesAt: [whenResultsAge],
  evaluate: (definition, evidence, now) =>
    evaluateTrafficRate(definition, evidence, now, {
      metric: errorRate,
      noun: 'errors',
      bad: ({ targetErrors }) => targetErrors,
    }),
};
