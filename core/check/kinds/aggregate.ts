import { compares, type Kind } from '../kind.ts';

export const aggregate: Kind<'aggregate'> = {
  ...compares,
  id: 'aggregate',
  name: 'Aggregate',
  inText: 'aggregate',
  asks: 'Do the totals agree?',
  finds: 'alone',
  size: 'units',
  tolerances: [],
  accountedBy: [],
  everyMs: null,
  isInForm: false,
};
