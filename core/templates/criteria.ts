import type { Template } from './template.ts';

type TemplateCriterion = Template['criteria'][number];
type More = Omit<TemplateCriterion, 'ownerTeam' | 'gates'>;

/** Criteria that templates share. Each is asked at the gates named and owned by one team. */
const asks = (more: More) => (ownerTeam: string, gates: string[]) => ({ ...more, ownerTeam, gates });

export const criticalInventory = asks({
  key: 'critical-inventory-documented',
  metric: 'inventory_documented',
  comparator: 'gte',
  threshold: '1',
  options: { criticalOnly: true },
});
export const wholeInventory = asks({
  key: 'inventory-documented',
  metric: 'inventory_documented',
  comparator: 'gte',
  threshold: '1',
});

const countVariance: More = {
  key: 'record-count-variance',
  metric: 'record_count_variance',
  comparator: 'lt',
  threshold: '0.0001',
};
export const counts = asks(countVariance);
/** Where a variance may remain if it is explained: beside a statement that it is, the raw figure is shown and does not block. */
export const rawCounts = asks({ ...countVariance, blocking: false });
export const fields = asks({
  key: 'field-match-rate',
  metric: 'field_match_rate',
  comparator: 'gt',
  threshold: '0.999',
});
/** Beside the field match rate, which says nothing of rows without a partner. */
export const rows = asks({ key: 'row-match-rate', metric: 'row_match_rate', comparator: 'gt', threshold: '0.999' });
/** Only where no match rate is asked: a rate below 100 % allows what a checksum forbids. */
export const checksums = asks({ key: 'checksum-match', metric: 'checksum_match', comparator: 'gte', threshold: '1' });
export const schemaDrift = asks({ key: 'schema-drift', metric: 'schema_drift', comparator: 'lte', threshold: '0' });
export const coverage = asks({ key: 'coverage', metric: 'coverage', comparator: 'gte', threshold: '1' });
/** Of all money compared, the share that differs, whichever way: plus and minus do not cancel out. */
const moneyThatDiffers: More = {
  key: 'money-that-differs',
  metric: 'discrepancy_rate',
  comparator: 'lt',
  threshold: '0.0001',
  options: { weighting: 'money' },
};
export const money = asks(moneyThatDiffers);
export const rawMoney = asks({ ...moneyThatDiffers, blocking: false });
/** Rows that differ in any way, missing ones included. */
export const discrepancies = asks({
  key: 'discrepancy-rate',
  metric: 'discrepancy_rate',
  comparator: 'lt',
  threshold: '0.001',
});
export const noCritical = asks({
  key: 'no-critical-open',
  metric: 'open_discrepancies',
  comparator: 'lte',
  threshold: '0',
  options: { severity: 'critical' },
});
export const noMajor = asks({
  key: 'no-major-open',
  metric: 'open_discrepancies',
  comparator: 'lte',
  threshold: '0',
  options: { severity: 'major' },
});
export const streak = asks({
  key: 'critical-free-streak',
  metric: 'critical_free_streak',
  comparator: 'gte',
  threshold: '30',
});
/** For gates before the one that asks for 30 days. */
export const shortStreak = (days: number) =>
  asks({
    key: `critical-free-${days}-days`,
    metric: 'critical_free_streak',
    comparator: 'gte',
    threshold: String(days),
  });
export const peak = asks({
  key: 'response-time-at-peak',
  metric: 'response_time_at_peak',
  comparator: 'lte',
  threshold: null,
});
export const errors = asks({ key: 'error-rate', metric: 'error_rate', comparator: 'lt', threshold: '0.015' });
export const failures = asks({
  key: 'failed-transactions',
  metric: 'failed_transaction_rate',
  comparator: 'lt',
  threshold: '0.005',
});
export const order = asks({
  key: 'event-order',
  metric: 'ordering_violations',
  comparator: 'lte',
  threshold: '0',
});
/** Advisory: how far behind the target may be depends on what is read from it. */
export const lag = asks({
  key: 'replication-lag',
  metric: 'replication_lag',
  comparator: 'lte',
  threshold: '60000',
  windowDays: 7,
  blocking: false,
});

/** Every scenario of the plan. */
export const scenarios = asks({
  key: 'scenarios-passed',
  metric: 'scenario_pass_rate',
  comparator: 'gte',
  threshold: '1',
});
export const scenariosOf = (key: string, domain: string) =>
  asks({
    key,
    metric: 'scenario_pass_rate',
    comparator: 'gte',
    threshold: '1',
    scope: { kind: 'domain', domain },
  });
/** One statement of the plan, by its name. */
export const attested = (key: string, item: string) =>
  asks({ key, metric: 'attestation', comparator: 'gte', threshold: '1', options: { item } });
/** Every member of one cohort, by its name. */
export const validated = (key: string, item: string) =>
  asks({ key, metric: 'cohort_validated', comparator: 'gte', threshold: '1', options: { item } });
