import type { Evidence } from '../evidence/rollup.ts';
import type { CriterionResult } from './criterion-result.ts';
import type { Metric } from './metric.ts';
import { attestation } from './metrics/attestation.ts';
import { checksumMatch } from './metrics/checksum-match.ts';
import { cohortValidated } from './metrics/cohort-validated.ts';
import { coverage } from './metrics/coverage.ts';
import { criticalFreeStreak } from './metrics/critical-free-streak.ts';
import { discrepancyRate } from './metrics/discrepancy-rate.ts';
import { errorRate } from './metrics/error-rate.ts';
import { failedTransactionRate } from './metrics/failed-transaction-rate.ts';
import { fieldMatchRate } from './metrics/field-match-rate.ts';
import { future } from './metrics/future.ts';
import { inventoryDocumented } from './metrics/inventory-documented.ts';
import { noiseAdjustedMismatch } from './metrics/noise-adjusted-mismatch.ts';
import { openDiscrepancies } from './metrics/open-discrepancies.ts';
import { orderingViolations } from './metrics/ordering-violations.ts';
import { recordCountVariance } from './metrics/record-count-variance.ts';
import { replicationLag } from './metrics/replication-lag.ts';
import { responseTimeAtPeak } from './metrics/response-time-at-peak.ts';
import { rowMatchRate } from './metrics/row-match-rate.ts';
import { scenarioPassRate } from './metrics/scenario-pass-rate.ts';
import { schemaDrift } from './metrics/schema-drift.ts';
import type { AnyDefinition } from './requirement.ts';

/** What criteria can ask today. A new metric is its file, its test, and one line here, as long as its unit and its options exist. */
const judged = [
  criticalFreeStreak,
  openDiscrepancies,
  recordCountVariance,
  fieldMatchRate,
  rowMatchRate,
  discrepancyRate,
  checksumMatch,
  schemaDrift,
  orderingViolations,
  noiseAdjustedMismatch,
  responseTimeAtPeak,
  errorRate,
  failedTransactionRate,
  replicationLag,
  coverage,
  scenarioPassRate,
  cohortValidated,
  inventoryDocumented,
  attestation,
] as const;

export const criterionMetrics = judged.map(({ id }) => id);
export type CriterionMetric = (typeof criterionMetrics)[number];

/** What a plan may list although it rests on parts that do not exist yet: it blocks nothing, and the page states why. */
export const futureMetrics = future.map(({ id }) => id);
export type FutureMetric = (typeof futureMetrics)[number];

/** Whatever depends on which metrics there are takes one of these, and reads it there. */
export type Registry = {
  /** In the order in which they are offered. */
  metrics: readonly Metric[];
  of: (id: string) => Metric;
};

export function registryOf(metrics: readonly Metric[]): Registry {
  const byId = new Map(metrics.map((metric) => [metric.id, metric]));
  return {
    metrics,
    of: (id) => {
      const metric = byId.get(id);
      if (!metric) throw new Error(`There is no metric "${id}"`);
      return metric;
    },
  };
}

/** Those of Parallax. */
export const registry = registryOf([...judged, ...future]);

export function metricOf(id: CriterionMetric | FutureMetric): Metric {
  return registry.of(id);
}

/** Whether it is judged by a ledger of days. */
export function isStreak({ metric }: Pick<AnyDefinition, 'metric'>, { of }: Registry = registry): boolean {
  return of(metric).counts === 'clean_days';
}

/** What a criterion says at a moment. Depends on its arguments only. */
export function evaluateCriterion(
  definition: AnyDefinition,
  evidence: Evidence,
  now: Date,
  { of }: Registry = registry,
): CriterionResult {
  return of(definition.metric).evaluate(definition, evidence, now);
}
