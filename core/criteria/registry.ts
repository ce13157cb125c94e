import { type CheckKind, checkKinds } from '../check/schema.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { countsForStreak } from '../streak/streak.ts';
import { evaluateAttestation } from './attestation.ts';
import { evaluateChecksumMatch } from './checksum-match.ts';
import { evaluateCohortValidated } from './cohort-validated.ts';
import { evaluateCoverage } from './coverage.ts';
import { evaluateCriticalFreeStreak } from './critical-free-streak.ts';
import { evaluateDiscrepancyRate } from './discrepancy-rate.ts';
import { evaluateErrorRate } from './error-rate.ts';
import { evaluateFailedTransactionRate } from './failed-transaction-rate.ts';
import { evaluateFieldMatchRate } from './field-match-rate.ts';
import { evaluateInventoryDocumented } from './inventory-documented.ts';
import { evaluateNoiseAdjustedMismatch } from './noise-adjusted-mismatch.ts';
import { notAvailable } from './not-available.ts';
import { evaluateOpenDiscrepancies } from './open-discrepancies.ts';
import { evaluateOrderingViolations } from './ordering-violations.ts';
import { evaluateRecordCountVariance } from './record-count-variance.ts';
import { evaluateReplicationLag } from './replication-lag.ts';
import { evaluateResponseTimeAtPeak } from './response-time-at-peak.ts';
import { evaluateRowMatchRate } from './row-match-rate.ts';
import { evaluateScenarioPassRate } from './scenario-pass-rate.ts';
import type { CriterionDefinition, CriterionMetric, CriterionResult, FutureMetric } from './schema.ts';
import { evaluateSchemaDrift } from './schema-drift.ts';

type Metric = {
  name: string;
  /** Whether more of it is better. */
  better: 'more' | 'less';
  /** The least evidence that can meet it: with less it can fail, and never pass. Of each dataset where it speaks of one. */
  least: string;
  /** Kinds of check it rests on, in every dataset of its scope. */
  requires: readonly CheckKind[];
  /** Kinds of check whose evidence it reads at all. */
  reads: readonly CheckKind[];
  evaluate: (definition: CriterionDefinition, evidence: Evidence, now: Date) => CriterionResult;
};

const streakKinds = checkKinds.filter((kind) => countsForStreak({ kind }));

/** A new metric is one file, its test, and one line here. */
const criterionMetrics = {
  critical_free_streak: metric(
    'Critical-free streak',
    'more',
    'every row of critical datasets, on every day that counts or at most as long before as the criterion lets pass',
    ['field_level'],
    streakKinds,
    evaluateCriticalFreeStreak,
  ),
  open_discrepancies: metric(
    'Open discrepancies',
    'less',
    'every row, wherever one would be severe enough to count',
    ['field_level'],
    streakKinds,
    evaluateOpenDiscrepancies,
  ),
  record_count_variance: metric(
    'Record-count variance',
    'less',
    'a count of all rows, both sides read at once or two counts more that tell how fast they change',
    ['record_count'],
    [],
    evaluateRecordCountVariance,
  ),
  field_match_rate: metric(
    'Field match rate',
    'more',
    'every row, or a sample whose bound proves it',
    ['field_level'],
    [],
    evaluateFieldMatchRate,
  ),
  row_match_rate: metric(
    'Row match rate',
    'more',
    'every row, or a sample whose bound proves it',
    ['field_level'],
    [],
    evaluateRowMatchRate,
  ),
  discrepancy_rate: metric(
    'Discrepancy rate',
    'less',
    'every row, or a sample whose bound proves it',
    ['field_level'],
    [],
    evaluateDiscrepancyRate,
  ),
  checksum_match: metric(
    'Checksum match',
    'more',
    'every segment, at least one',
    ['checksum'],
    [],
    evaluateChecksumMatch,
  ),
  schema_drift: metric('Schema drift', 'less', 'every column, at least one', ['schema'], [], evaluateSchemaDrift),
  ordering_violations: metric(
    'Ordering violations',
    'less',
    'every event, at least one',
    [],
    ['event_order'],
    evaluateOrderingViolations,
  ),
  noise_adjusted_mismatch: metric(
    'Noise-adjusted mismatch',
    'less',
    'every row, and every row of legacy against itself',
    [],
    ['field_level', 'noise_floor'],
    evaluateNoiseAdjustedMismatch,
  ),
  response_time_at_peak: metric(
    'Response time at peak',
    'less',
    '59 requests on each side in the busiest hour, for a 95th percentile',
    [],
    ['performance'],
    evaluateResponseTimeAtPeak,
  ),
  error_rate: metric('Error rate', 'less', '1,000 requests on the target', [], ['performance'], evaluateErrorRate),
  failed_transaction_rate: metric(
    'Failed transactions',
    'less',
    '1,000 requests on the target',
    [],
    ['performance'],
    evaluateFailedTransactionRate,
  ),
  replication_lag: metric(
    'Replication lag',
    'less',
    '59 samples, on each day of its window',
    [],
    ['replication_lag'],
    evaluateReplicationLag,
  ),
  coverage: metric(
    'Coverage',
    'more',
    'a fresh result in each cell that is to be covered',
    ['record_count', 'field_level'],
    checkKinds,
    evaluateCoverage,
  ),
  scenario_pass_rate: metric(
    'Scenario pass rate',
    'more',
    'a mark of as many scenarios as are to pass, at least one',
    [],
    [],
    evaluateScenarioPassRate,
  ),
  cohort_validated: metric(
    'Cohort validated',
    'more',
    'a mark of as many members as are to be validated, at least one',
    [],
    [],
    evaluateCohortValidated,
  ),
  inventory_documented: metric(
    'Inventory documented',
    'more',
    'a mark of as many items as are to be documented, at least one',
    [],
    [],
    evaluateInventoryDocumented,
  ),
  attestation: metric(
    'Attestation',
    'more',
    'a mark of as many statements as are to be attested, at least one',
    [],
    [],
    evaluateAttestation,
  ),
} satisfies Record<CriterionMetric, Metric>;

/** What a plan may already ask for. They become metrics when the part they rest on is there. */
const futureMetrics = {
  unexplained_variance: soon('Unexplained variance', 'less', 'sign-off of variances'),
  sign_offs: soon('Sign-offs', 'more', 'sign-off of variances'),
  kill_switch_drilled: soon('Kill switch drilled', 'more', 'traffic control'),
  kill_switch_armed: soon('Kill switch armed', 'more', 'traffic control'),
} satisfies Record<FutureMetric, Metric>;

function metric(
  name: string,
  better: Metric['better'],
  least: string,
  requires: readonly CheckKind[],
  alsoReads: readonly CheckKind[],
  evaluate: Metric['evaluate'],
): Metric {
  return { name, better, least, requires, reads: [...new Set([...requires, ...alsoReads])], evaluate };
}

function soon(name: string, better: Metric['better'], waitsFor: string): Metric {
  return metric(name, better, 'not known yet', [], [], (definition) => notAvailable(definition, name, waitsFor));
}

const allMetrics: Record<CriterionMetric | FutureMetric, Metric> = { ...criterionMetrics, ...futureMetrics };

export function metricOf(name: CriterionMetric | FutureMetric): Metric {
  return allMetrics[name];
}

/** What a criterion says at a moment. Depends on its arguments only. */
export function evaluateCriterion(definition: CriterionDefinition, evidence: Evidence, now: Date): CriterionResult {
  return metricOf(definition.metric).evaluate(definition, evidence, now);
}
