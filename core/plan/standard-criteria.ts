import type { CriterionDefinition, PlanCriterion } from '../criteria/schema.ts';

/** The four criteria every migration starts with. A lead may change them; each change is a new version of the plan. */
export const standardCriteria: readonly (CriterionDefinition & PlanCriterion)[] = [
  {
    key: 'critical-free-streak',
    metric: 'critical_free_streak',
    comparator: 'gte',
    threshold: '30',
    ...blockingForAll(),
  },
  {
    key: 'record-count-variance',
    metric: 'record_count_variance',
    comparator: 'lt',
    threshold: '0.0001',
    ...blockingForAll(),
  },
  { key: 'field-match-rate', metric: 'field_match_rate', comparator: 'gt', threshold: '0.999', ...blockingForAll() },
  {
    key: 'response-time-at-peak',
    metric: 'response_time_at_peak',
    comparator: 'lte',
    threshold: null,
    ...blockingForAll(),
  },
];

function blockingForAll() {
  return { scope: { kind: 'all' }, blocking: true, ownerTeam: null } as const;
}
