import { DAY_MS } from '../../time/units.ts';
import { compares, type Kind } from '../kind.ts';

export const schema: Kind<'schema'> = {
  ...compares,
  id: 'schema',
  name: 'Schema',
  inText: 'schema',
  asks: 'Do columns and types agree?',
  finds: 'alone',
  size: 'units',
  tolerances: [],
  accountedBy: [],
  everyMs: DAY_MS,
  isInForm: false,
};
