import { compares, type Kind } from '../kind.ts';

export const scenario: Kind<'scenario'> = {
  ...compares,
  id: 'scenario',
  name: 'Scenario',
  inText: 'scenario',
  asks: 'Do the named business tests pass?',
  finds: 'alone',
  size: null,
  canSeeAll: false,
  tolerances: [],
  accountedBy: [],
  everyMs: null,
  isInForm: false,
};
