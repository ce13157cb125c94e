import { type Kind, measures } from '../kind.ts';

export const replicationLag: Kind<'replication_lag'> = {
  ...measures,
  id: 'replication_lag',
  name: 'Replication lag',
  inText: 'replication lag',
  asks: 'How far behind is the target?',
  isAlwaysSampled: true,
  lag: 'limit',
  tolerances: [],
};
