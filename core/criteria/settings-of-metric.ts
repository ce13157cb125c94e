import type { CriterionDefinition, CriterionMetric, FutureMetric } from './schema.ts';

/** What a criterion may ask besides its threshold. */
export type Setting = 'windowDays' | keyof NonNullable<CriterionDefinition['options']>;

/** What each metric honours. A new setting is read where the metric is evaluated, and named here. */
export const settingsOfMetric = {
  critical_free_streak: ['voidGraceDays', 'maxGapDays'],
  open_discrepancies: ['severity'],
  record_count_variance: [],
  field_match_rate: ['windowDays', 'basis'],
  row_match_rate: ['windowDays', 'basis', 'weighting'],
  discrepancy_rate: ['windowDays', 'basis', 'weighting'],
  checksum_match: [],
  schema_drift: [],
  ordering_violations: [],
  noise_adjusted_mismatch: [],
  response_time_at_peak: [],
  error_rate: ['windowDays'],
  failed_transaction_rate: ['windowDays'],
  replication_lag: ['windowDays'],
  coverage: [],
  scenario_pass_rate: [],
  cohort_validated: ['item'],
  inventory_documented: ['criticalOnly'],
  attestation: ['item'],
  // What each of these honours is known when the part it rests on is there.
  unexplained_variance: [],
  sign_offs: [],
  kill_switch_drilled: [],
  kill_switch_armed: [],
} as const satisfies Record<CriterionMetric | FutureMetric, readonly Setting[]>;

/** The settings of a definition that its metric would pass over, in the order in which they stand there. */
export function settingsNotHonoured({
  metric,
  windowDays,
  options = {},
}: Pick<CriterionDefinition, 'metric' | 'windowDays' | 'options'>): Setting[] {
  const honoured: readonly Setting[] = settingsOfMetric[metric];
  const given = settings.filter((name) => (name === 'windowDays' ? windowDays : options[name]) !== undefined);
  return given.filter((name) => !honoured.includes(name));
}

const settings = [
  'windowDays',
  'weighting',
  'basis',
  'severity',
  'item',
  'criticalOnly',
  'voidGraceDays',
  'maxGapDays',
] as const satisfies readonly Setting[];
