import { Exact } from '../exact.ts';
import { counted, listed } from '../format/count.ts';
import { percentText } from '../format/ratio.ts';
import { MAX_GAP_DAYS } from '../streak/streak.ts';
import { needs } from './compare.ts';
import type { ChangedField } from './loosens.ts';
import { metricOf } from './registry.ts';
import type { CriterionDefinition, CriterionMetric, FutureMetric } from './schema.ts';

/** In what a threshold is said; null: in nothing yet. */
export const unitOfMetric = {
  critical_free_streak: 'days',
  open_discrepancies: 'count',
  record_count_variance: 'ratio',
  field_match_rate: 'ratio',
  row_match_rate: 'ratio',
  discrepancy_rate: 'ratio',
  checksum_match: 'ratio',
  schema_drift: 'count',
  ordering_violations: 'count',
  noise_adjusted_mismatch: 'ratio',
  response_time_at_peak: 'ms',
  error_rate: 'ratio',
  failed_transaction_rate: 'ratio',
  replication_lag: 'ms',
  coverage: 'ratio',
  scenario_pass_rate: 'ratio',
  cohort_validated: 'ratio',
  inventory_documented: 'ratio',
  attestation: 'ratio',
  unexplained_variance: 'count',
  sign_offs: 'ratio',
  kill_switch_drilled: 'days',
  kill_switch_armed: 'count',
} as const satisfies Record<CriterionMetric | FutureMetric, 'ratio' | 'days' | 'ms' | 'count'>;

/** One field of a definition in words, for people who compare two of them: "> 99.9 %", "all datasets". */
export function fieldText(
  definition: CriterionDefinition,
  field: ChangedField,
  datasetName: (id: string) => string,
): string {
  const options = definition.options ?? {};
  switch (field) {
    case 'metric':
      return metricOf(definition.metric).name;
    case 'threshold':
      return requirementText(definition);
    case 'scope':
      return scopeText(definition.scope, datasetName);
    case 'blocking':
      return definition.blocking ? 'blocking' : 'advisory';
    case 'gates':
      return definition.gates ? listed(definition.gates, 50) : 'every gate';
    case 'windowDays':
      return definition.windowDays === undefined ? 'its own' : counted(definition.windowDays, 'day');
    case 'weighting':
      return options.weighting === 'money' ? 'by money' : 'by rows';
    case 'basis':
      return options.basis ?? 'raw';
    case 'severity':
      return options.severity === 'critical' ? 'critical' : `${options.severity ?? 'minor'} or worse`;
    case 'item':
      return options.item ?? 'all';
    case 'criticalOnly':
      return options.criticalOnly ? 'critical items only' : 'all items';
    case 'voidGraceDays':
      return counted(options.voidGraceDays ?? 1, 'day');
    case 'maxGapDays':
      return counted(options.maxGapDays ?? MAX_GAP_DAYS, 'day');
    case 'ownerTeam':
      return definition.ownerTeam ?? 'no owner';
  }
}

/** What stands before a change in words: "threshold > 99.9 % → > 99 %". */
export const fieldNames = {
  metric: 'Metric',
  threshold: 'Needs',
  scope: 'Scope',
  blocking: 'Weight',
  gates: 'Asked at',
  windowDays: 'Window',
  weighting: 'Weighting',
  basis: 'Basis',
  severity: 'Counts',
  item: 'Item',
  criticalOnly: 'Items',
  voidGraceDays: 'Days without evidence it survives',
  maxGapDays: 'Longest gap between two looks',
  ownerTeam: 'Owner',
} as const satisfies Record<ChangedField, string>;

export function requirementText({ metric, comparator, threshold }: CriterionDefinition): string {
  if (threshold === null) return needs(comparator, 'the SLA of the check');
  const limit = new Exact(threshold);
  switch (unitOfMetric[metric]) {
    case 'ratio':
      return needs(comparator, percentText(limit));
    case 'ms':
      return needs(comparator, `${limit.toFixed()} ms`);
    case 'days':
      return needs(comparator, `${limit.toFixed()} ${limit.eq(1) ? 'day' : 'days'}`);
    case 'count':
      return needs(comparator, limit.toFixed());
  }
}

export function scopeText(scope: CriterionDefinition['scope'], datasetName: (id: string) => string): string {
  switch (scope.kind) {
    case 'all':
      return 'all datasets';
    case 'domain':
      return `domain ${scope.domain}`;
    case 'dataset':
      return `dataset ${datasetName(scope.datasetId)}`;
    case 'wave':
      return `wave ${scope.wave}`;
  }
}
