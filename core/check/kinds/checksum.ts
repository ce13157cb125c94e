import { DAY_MS } from '../../time/units.ts';
import { differenceClasses } from '../difference-class.ts';
import { compares, type Kind } from '../kind.ts';

export const checksum: Kind<'checksum'> = {
  ...compares,
  id: 'checksum',
  name: 'Checksum',
  inText: 'checksum',
  asks: 'Do the digests of both sides agree?',
  finds: 'points',
  size: 'scan',
  tolerances: ['lagMs'],
  accountedBy: differenceClasses,
  everyMs: 7 * DAY_MS,
  isInForm: true,
};
