import type { Decimal } from 'decimal.js';
import { DEFAULT_PERCENTILE } from '../../check/default-percentile.ts';
import type { Load } from '../../evidence/figures.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../../evidence/rollup.ts';
import { Exact } from '../../exact.ts';
import { counted, countText } from '../../format/count.ts';
import { ratioText } from '../../format/ratio.ts';
import { type Quantile, quantileOf } from '../../metrics/quantile.ts';
import { fewestSamples } from '../../stats/fewest-samples.ts';
import { MINUTE_MS } from '../../time/units.ts';
import { meets, needs } from '../compare.ts';
import { conclude, type MetricWords } from '../conclude.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { type Finding, unknownFinding } from '../finding.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { msGapText } from '../ms-words.ts';
import { DEFAULT_PEAK_SHARE, type Peak, peakOf } from '../peak-hours.ts';
import type { Requirement } from '../requirement.ts';
import { datasetsInScope } from '../scope.ts';
import { findTrafficGap } from '../traffic-gap.ts';
import { unansweredLoads } from '../unanswered-loads.ts';

/**
 * The target's response time while it carried the declared share of the legacy side's busiest hour. Without own threshold, each
 * check is held to its SLA.
 */
export const responseTimeAtPeak: Metric<'response_time_at_peak'> = {
  id: 'response_time_at_peak',
  name: 'Response time at peak',
  unit: 'ms',
  better: 'less',
  most: null,
  withoutThreshold: 'the SLA of the check',
  usual: { comparator: 'lte', threshold: null },
  least: '59 requests on each side in the busiest hour, for a 95th percentile',
  waitsFor: null,
  requires: [],
  reads: ['performance'],
  counts: 'figure',
  window: null,
  options: [],
  page: 'evidence',
  backlog: null,
  changesAt: [whenResultsAge],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const checks = evidence.checks.filter(({ kind }) => kind === 'performance');
  const limits = new Map<string, Decimal>();
  const findings = datasetsInScope(evidence, definition.scope).flatMap((dataset) =>
    checks
      .filter(({ datasetId }) => datasetId === dataset.id)
      .map((check): Finding => {
        const limit = definition.threshold ?? check.tolerances.slaMs ?? null;
        if (limit === null) return unknownFinding(dataset, 'no_evidence', 'no SLA is declared');
        limits.set(dataset.id, new Exact(limit));
        return judge(dataset, check, definition, new Exact(limit), now);
      }),
  );
  const first = datasetsInScope(evidence, definition.scope)[0];
  const judged =
    findings.length > 0 || !first ? findings : [unknownFinding(first, 'no_evidence', 'no performance check is set up')];
  return conclude(definition, judged, wordsOf(definition, [...limits.values()]));
}

function judge(
  dataset: DatasetFacts,
  check: CheckRollup,
  { comparator }: Requirement,
  limit: Decimal,
  now: Date,
): Finding {
  const unproven = (reason: 'no_evidence' | 'stale' | 'inconclusive', detail: string) =>
    unknownFinding(dataset, reason, detail);
  const gap = findTrafficGap(check, now);
  if (gap) return unproven(gap.reason, gap.detail);
  const peak = peakOf(check, now);
  const percentile = check.tolerances.percentile ?? DEFAULT_PERCENTILE;
  const isFast = (upToMs: string | null) => upToMs !== null && meets(new Exact(upToMs), comparator, limit);
  const doesMeet = (load: Load) => isFast(quantileOf(load.targetLatency, percentile)?.upToMs ?? null);
  const unanswered = unansweredLoads(check, now, doesMeet, fewestSamples(percentile));
  const slowest = slowestOf([...(peak?.hours ?? []), ...unanswered], percentile);
  if (!slowest) {
    if (!peak) return unproven('no_evidence', 'no request was measured on the legacy side, so there is no peak');
    const share = ratioText(new Exact(check.tolerances.peakShare ?? DEFAULT_PEAK_SHARE), { failing: 'down' });
    const detail = `the target never carried ${share} of the busiest hour: ${countText(peak.targetMost)} of ${countText(peak.legacyRequests)} requests`;
    return unproven('inconclusive', detail);
  }
  const value = slowest.quantile.upToMs === null ? null : new Exact(slowest.quantile.upToMs);
  const isMet = isFast(slowest.quantile.upToMs);
  const missing = isMet && peak ? whatIsMissing(peak, percentile) : null;
  return {
    dataset,
    outcome: missing === null ? (isMet ? 'met' : 'not_met') : 'unknown',
    reason: missing === null ? null : 'inconclusive',
    value,
    bound: null,
    pool: null,
    basis: [{ runId: check.latest?.runId ?? null, asOf: slowest.load.asOf, method: 'full' }],
    standIn: `> ${slowest.load.targetLatency.at(-2)?.upToMs ?? '0'} ms`,
    detail: [
      `p${new Exact(percentile).times(100).toFixed()} at ${loadText(slowest.load)}, limit ${limit.toFixed()} ms`,
      ...(peak ? [`busiest of ${counted(peak.hoursSeen, 'hour')} measured`] : []),
      ...(unanswered.includes(slowest.load) ? ['nothing later carried as much and was fast enough'] : []),
    ].join('; '),
    gap: missing ?? (value ? msGapText(value, limit) : 'slower than the last bucket of its histogram'),
  };
}

/** "1,000 requests an hour", "1,000,000 requests in 61 minutes" */
function loadText({ targetRequests, spanMs }: Load): string {
  const requests = counted(targetRequests, 'request');
  return spanMs === undefined
    ? `${requests} an hour`
    : `${requests} in ${counted(Math.round(spanMs / MINUTE_MS), 'minute')}`;
}

/** A few requests are no peak, and say nothing about a percentile of them. */
function whatIsMissing({ legacyRequests, hours }: Peak, percentile: string): string | null {
  const fewest = fewestSamples(percentile);
  const most = Math.min(legacyRequests, Math.max(...hours.map(({ targetRequests }) => targetRequests)));
  return most >= fewest
    ? null
    : `needs an hour with ${counted(fewest, 'request')} on each side, the busiest had ${countText(most)}`;
}

/** Upper bucket bounds, so rounded towards failing; an open last bucket is slower than any bound. */
function slowestOf(hours: readonly Load[], percentile: string): { load: Load; quantile: Quantile } | null {
  const measured = hours.flatMap((load) => {
    const quantile = quantileOf(load.targetLatency, percentile);
    return quantile ? [{ load, quantile }] : [];
  });
  const speed = ({ quantile }: { quantile: Quantile }) =>
    quantile.upToMs === null ? Number.POSITIVE_INFINITY : Number(quantile.upToMs);
  return measured.reduce<(typeof measured)[number] | null>(
    (slow, one) => (slow && speed(slow) >= speed(one) ? slow : one),
    null,
  );
}

function wordsOf({ comparator, threshold }: Requirement, limits: readonly Decimal[]): MetricWords {
  const same = limits.length > 0 && limits.every((limit) => limit.eq(limits[0] ?? 0)) ? (limits[0] ?? null) : null;
  const own = threshold === null ? null : new Exact(threshold);
  return {
    name: responseTimeAtPeak.name,
    unit: responseTimeAtPeak.unit,
    failing: 'up',
    threshold: own ?? same,
    needsText: needs(comparator, own ? `${own.toFixed()} ms` : same ? `SLA, ${same.toFixed()} ms` : 'SLA'),
    valueText: (value) => `${value.toFixed()} ms`,
    gapText: (value) => msGapText(value, own ?? same ?? value),
  };
}
