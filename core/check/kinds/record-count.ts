import { HOUR_MS } from '../../time/units.ts';
import { rowClasses } from '../difference-class.ts';
import { compares, type Kind } from '../kind.ts';

export const recordCount: Kind<'record_count'> = {
  ...compares,
  id: 'record_count',
  name: 'Record count',
  inText: 'record-count',
  asks: 'Are there as many rows on both sides?',
  finds: 'points',
  size: 'counts',
  tolerances: ['lagMs'],
  accountedBy: rowClasses,
  everyMs: HOUR_MS,
  isInForm: true,
};
