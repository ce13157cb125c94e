import type { CriterionDefinition } from '../criteria/schema.ts';

/** The four criteria every migration starts with. A lead may change them; each change is a new version of the plan. */
export const standardCriteria: readonly CriterionDefinition[] = [
  { metric: 'critical_free_streak', comparator: 'gte', threshold: '30', ...blockingForAll() },
  { metric: 'record_count_variance', comparator: 'lt', threshold: '0.0001', ...blockingForAll() },
  { metric: 'field_match_rate', comparator: 'gt', threshold: '0.999', ...blockingForAll() },
  { metric: 'response_time_at_peak', comparator: 'lte', threshold: null, ...blockingForAll() },
];

function blockingForAll(): Pick<CriterionDefinition, 'scope' | 'blocking' | 'ownerTeam'> {
  return { scope: { kind: 'all' }, blocking: true, ownerTeam: null };
}
