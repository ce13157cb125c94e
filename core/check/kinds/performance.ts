import { type Kind, measures } from '../kind.ts';

export const performance: Kind<'performance'> = {
  ...measures,
  id: 'performance',
  name: 'Performance',
  inText: 'performance',
  asks: 'Does the target answer in time, without errors?',
  isAlwaysSampled: false,
  lag: 'of_dataset',
  tolerances: ['slaMs', 'percentile', 'peakShare', 'cycleDays'],
};
