import { compares, type Kind } from '../kind.ts';

export const eventOrder: Kind<'event_order'> = {
  ...compares,
  id: 'event_order',
  name: 'Event order',
  inText: 'event order',
  asks: 'Do events arrive in the same order?',
  finds: 'alone',
  size: 'units',
  tolerances: [],
  accountedBy: [],
  everyMs: null,
  isInForm: false,
};
