import { DAY_MS } from '../../time/units.ts';
import { compares, type Kind } from '../kind.ts';

export const fieldLevel: Kind<'field_level'> = {
  ...compares,
  id: 'field_level',
  name: 'Field level',
  inText: 'field-level',
  asks: 'Does each row hold the same values?',
  finds: 'alone',
  size: 'scan',
  tolerances: ['lagMs', 'lagLimitMs'],
  accountedBy: [],
  everyMs: DAY_MS,
  isInForm: true,
};
