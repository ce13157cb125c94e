import { differenceClasses } from './difference-class.ts';

/** What a group can be about: the row classes, findings of other kinds, and a count or checksum that nothing explains. */
export const discrepancyClasses = [
  ...differenceClasses,
  'schema',
  'event_order',
  'scenario',
  'aggregate',
  'unlocated',
] as const;
export type DiscrepancyClass = (typeof discrepancyClasses)[number];
