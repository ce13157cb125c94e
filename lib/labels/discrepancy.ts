import type { DiscrepancyClass } from '#core/check/discrepancy-class.ts';
import type { Cause } from '#core/discrepancy/schema.ts';

export const classWords = {
  modified: 'modified',
  missing_in_target: 'missing in target',
  extra_in_target: 'extra in target',
  duplicate_in_target: 'duplicate in target',
  schema: 'schema',
  event_order: 'event order',
  scenario: 'scenario',
  aggregate: 'total',
  unlocated: 'not located',
} as const satisfies Record<DiscrepancyClass, string>;

export const causeWords = {
  unknown: 'Unknown',
  timing: 'Timing',
  mapping: 'Mapping',
  rounding: 'Rounding',
  data_quality: 'Data quality',
  legacy_defect: 'Legacy defect',
  target_defect: 'Target defect',
  configuration: 'Configuration',
  replication_lag: 'Replication lag',
} as const satisfies Record<Cause, string>;
