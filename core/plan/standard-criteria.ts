import type { CriterionDefinition } from '../criteria/schema.ts';

const whole = { scope: { kind: 'all' }, blocking: true, ownerTeam: null } as const;

/** What every new migration starts with; its lead may change them, visibly. */
export const standardCriteria: readonly CriterionDefinition[] = [
  { ...whole, metric: 'critical_free_streak', comparator: 'gte', threshold: '30' },
  { ...whole, metric: 'record_count_variance', comparator: 'lt', threshold: '0.0001' },
  { ...whole, metric: 'field_match_rate', comparator: 'gt', threshold: '0.999' },
  // Without a threshold of its own: the SLA that the check declares.
  { ...whole, metric: 'response_time_at_peak', comparator: 'lte', threshold: null },
];
