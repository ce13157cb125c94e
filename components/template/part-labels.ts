import type { ChangedPart } from '#core/plan/diff-plan.ts';

/** What the parts of a plan are called in a list of changes. */
export const partWords = {
  migration: 'Migration',
  settings: 'Settings',
  teams: 'Teams',
  phases: 'Phases',
  responsibilities: 'Responsibilities',
  inventory: 'Inventory',
  scenarios: 'Scenarios',
  cohorts: 'Cohorts',
  attestations: 'Attestations',
  workstreams: 'Workstreams',
  communications: 'Communication plan',
  decommission: 'Decommission checklist',
  calendar: 'Calendar',
  blackouts: 'Blackout windows',
  deferrals: 'Deferred items',
  ramp: 'Traffic ramp',
  triggers: 'Rollback triggers',
  rules: 'Reconciliation rules',
  costs: 'Cost lines',
  datasets: 'Datasets',
  criteria: 'Exit criteria',
} as const satisfies Record<ChangedPart, string>;
