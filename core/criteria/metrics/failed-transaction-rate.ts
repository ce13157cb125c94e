import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { evaluateTrafficRate, trafficWindow } from '../traffic-rate.ts';

/** Transactions that failed / requests, on the target. */
export const failedTransactionRate: Metric<'failed_transaction_rate'> = {
  id: 'failed_transaction_rate',
  name: 'Failed transactions',
  unit: 'ratio',
  better: 'less',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'lt', threshold: '0.005' },
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
      metric: failedTransactionRate,
      noun: 'failed transactions',
      bad: ({ targetFailedTransactions }) => targetFailedTransactions,
    }),
};
