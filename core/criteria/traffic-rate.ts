import type { Decimal } from 'decimal.js';
import type { Load } from '../evidence/figures.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../evidence/rollup.ts';
import { Exact } from '../exact.ts';
import { countText } from '../format/count.ts';
import { msOf } from '../time/instant.ts';
import { DAY_MS } from '../time/units.ts';
import { meets } from './compare.ts';
import { conclude } from './conclude.ts';
import type { CriterionResult } from './criterion-result.ts';
import { type Finding, unknownFinding } from './finding.ts';
import type { Metric } from './metric.ts';
import { hoursOf } from './peak-hours.ts';
import { ratioWords } from './ratio-words.ts';
import type { Requirement } from './requirement.ts';
import { datasetsInScope } from './scope.ts';
import { findTrafficGap } from './traffic-gap.ts';

/** A day, unless a criterion asks for another window. */
export const trafficWindow = { days: 1, longer: 'either' } as const;
/** Fewer requests than this say nothing about a rate of a few per mille, whatever they did. */
const FEWEST_REQUESTS = 1_000;

type Counted = { metric: Pick<Metric, 'name' | 'better'>; bad: (load: Load) => number; noun: string };

/**
 * Of what is said of an hour that which brings the rate of the whole window closest to its limit, or furthest beyond it: not the higher rate, for
 * one bad request of one weighs nothing beside a thousand of ten thousand.
 */
function worstOf(loads: readonly Load[], bad: Counted['bad'], limit: Decimal): Load | null {
  const excess = (load: Load) => new Exact(bad(load)).minus(limit.times(load.targetRequests));
  // What was not measured may be good requests or bad ones: a part counts where it is too bad as it is.
  const counts = (load: Load) => !load.partial || excess(load).gt(0);
  const carried = loads.filter((load) => load.targetRequests > 0 && counts(load));
  return carried.reduce<Load | null>((worst, load) => (worst && excess(worst).gte(excess(load)) ? worst : load), null);
}

const requestsSeen = ({ partial, targetRequests }: Load): number => (partial ? 0 : targetRequests);

/** Bad events / requests on the target over the window (a day, unless said otherwise), of the worst dataset with a performance check. */
export function evaluateTrafficRate(
  definition: Requirement,
  evidence: Evidence,
  now: Date,
  { metric, bad, noun }: Counted,
): CriterionResult {
  const words = ratioWords(definition, metric);
  const inScope = datasetsInScope(evidence, definition.scope);
  const judge = (dataset: DatasetFacts, check: CheckRollup): Finding => {
    const unproven = (reason: 'no_evidence' | 'stale' | 'inconclusive', detail: string) =>
      unknownFinding(dataset, reason, detail);
    const { threshold } = words;
    if (threshold === null) return unproven('no_evidence', 'the criterion has no threshold');
    const gap = findTrafficGap(check, now);
    if (gap) return unproven(gap.reason, gap.detail);
    const from = now.getTime() - (definition.windowDays ?? trafficWindow.days) * DAY_MS;
    const hours = hoursOf(check).filter(({ hour }) => msOf(hour) >= from && msOf(hour) <= now.getTime());
    const worst = hours.flatMap(({ loads }) => worstOf(loads, bad, threshold) ?? []);
    const requests = worst.reduce((sum, { targetRequests }) => sum + targetRequests, 0);
    const failures = worst.reduce((sum, load) => sum + bad(load), 0);
    // What was measured is what either of them measured; what of it counts is the worse.
    const seen = hours.reduce((sum, { loads }) => sum + Math.max(...loads.map(requestsSeen)), 0);
    if (requests === 0) {
      const isPart = hours.some(({ loads }) => loads.some(({ partial }) => partial));
      return isPart
        ? unproven('inconclusive', 'only a part of the requests was measured')
        : unproven('no_evidence', 'the target carried no request');
    }
    const value = new Exact(failures).div(requests);
    const isMet = meets(value, definition.comparator, threshold);
    if (isMet && seen < FEWEST_REQUESTS) {
      return {
        ...unproven('inconclusive', `only ${countText(seen)} requests on the target`),
        gap: `needs ${countText(FEWEST_REQUESTS - seen)} requests more`,
      };
    }
    return {
      dataset,
      outcome: isMet ? 'met' : 'not_met',
      reason: null,
      value,
      bound: null,
      pool: { part: new Exact(failures), whole: new Exact(requests) },
      basis: [{ runId: check.latest?.runId ?? null, asOf: worst.at(-1)?.asOf ?? now.toISOString(), method: 'full' }],
      detail: `${countText(failures)} ${noun} in ${countText(requests)} requests`,
      gap: null,
    };
  };
  const findings = inScope.flatMap((dataset) =>
    evidence.checks
      .filter(({ kind, datasetId }) => kind === 'performance' && datasetId === dataset.id)
      .map((check) => judge(dataset, check)),
  );
  const [first] = inScope;
  const none =
    first && findings.length === 0 ? [unknownFinding(first, 'no_evidence', 'no performance check is set up')] : [];
  return conclude(definition, [...findings, ...none], words);
}
