import { type CheckKind, checkKinds } from '../check/schema.ts';
import type { Evidence } from '../evidence/rollup.ts';
import { countsForStreak } from '../streak/streak.ts';
import { evaluateCriticalFreeStreak } from './critical-free-streak.ts';
import { evaluateFieldMatchRate } from './field-match-rate.ts';
import { evaluateRecordCountVariance } from './record-count-variance.ts';
import { evaluateResponseTimeAtPeak } from './response-time-at-peak.ts';
import type { CriterionDefinition, CriterionMetric, CriterionResult } from './schema.ts';

type Metric = {
  name: string;
  /** Kinds of check it rests on, in every dataset of its scope. */
  requires: readonly CheckKind[];
  /** Kinds of check whose evidence it reads at all. */
  reads: readonly CheckKind[];
  evaluate: (definition: CriterionDefinition, evidence: Evidence, now: Date) => CriterionResult;
};

/** A new metric is one file, its test, and one line here. */
export const criterionMetrics = {
  critical_free_streak: {
    name: 'Critical-free streak',
    requires: ['field_level'],
    reads: checkKinds.filter((kind) => countsForStreak({ kind })),
    evaluate: evaluateCriticalFreeStreak,
  },
  record_count_variance: {
    name: 'Record-count variance',
    requires: ['record_count'],
    reads: ['record_count'],
    evaluate: evaluateRecordCountVariance,
  },
  field_match_rate: {
    name: 'Field match rate',
    requires: ['field_level'],
    reads: ['field_level'],
    evaluate: evaluateFieldMatchRate,
  },
  response_time_at_peak: {
    name: 'Response time at peak',
    requires: [],
    reads: ['performance'],
    evaluate: evaluateResponseTimeAtPeak,
  },
} satisfies Record<CriterionMetric, Metric>;

/** What a criterion says at a moment. Depends on its arguments only. */
export function evaluateCriterion(definition: CriterionDefinition, evidence: Evidence, now: Date): CriterionResult {
  return criterionMetrics[definition.metric].evaluate(definition, evidence, now);
}
