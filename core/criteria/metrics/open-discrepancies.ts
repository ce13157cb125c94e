import { kindOf } from '../../check/kinds.ts';
import { isAtLeast, type Severity, severityOfCriticality } from '../../discrepancy/severity.ts';
import type { DatasetFacts, DiscrepancySpan, Evidence } from '../../evidence/rollup.ts';
import { Exact } from '../../exact.ts';
import { listed } from '../../format/count.ts';
import { msOf } from '../../time/instant.ts';
import { meets } from '../compare.ts';
import { countWords } from '../count-words.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { doubtsIn, findGap, gapOf, type JudgedStreak, streakChecks, streakKinds } from '../judge-streak.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge, whenSpansChange } from '../moments.ts';
import { optionOf } from '../options.ts';
import type { Requirement } from '../requirement.ts';
import { resultOf } from '../result-of.ts';
import { datasetsInScope } from '../scope.ts';

/** Confirmed discrepancies that are open now and at least as severe as asked, in all datasets in scope together. */
export const openDiscrepancies: Metric<'open_discrepancies'> = {
  id: 'open_discrepancies',
  name: 'Open discrepancies',
  unit: 'count',
  better: 'less',
  most: null,
  withoutThreshold: null,
  usual: { comparator: 'lte', threshold: '0' },
  least: 'every row, wherever one would be severe enough to count',
  waitsFor: null,
  requires: ['field_level'],
  reads: streakKinds,
  counts: 'discrepancies',
  window: null,
  options: ['severity'],
  page: 'discrepancies',
  backlog: null,
  changesAt: [whenResultsAge, whenSpansChange],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const severity = optionOf('severity', definition.options) ?? 'minor';
  const [one, many] =
    severity === 'minor'
      ? ['discrepancy', 'discrepancies']
      : [`${nameOf(severity)} discrepancy`, `${nameOf(severity)} discrepancies`];
  const words = countWords(definition, openDiscrepancies, { one: `open ${one}`, many: `open ${many}` });
  const datasets = datasetsInScope(evidence, definition.scope);
  const open = openIn(datasets, evidence, severity, now);
  const value = new Exact(open.length);
  const isMet = words.threshold !== null && meets(value, definition.comparator, words.threshold);
  // What is open fails whatever else is known; that nothing is open must have been looked for.
  const gap = isMet ? (findGap(datasets, evidence, now) ?? findDoubt(datasets, evidence, severity, one)) : null;
  const unknown = words.threshold === null || datasets.length === 0 || gap !== null;
  const runs = streakChecks(evidence, datasets).flatMap(({ latest }) => latest ?? []);
  const [worst] = byCount(open, datasets);
  return resultOf({
    outcome: unknown ? 'unknown' : isMet ? 'met' : 'not_met',
    reason: unknown ? (gap?.reason ?? 'no_evidence') : null,
    value: unknown ? null : value.toFixed(),
    threshold: words.threshold?.toFixed() ?? null,
    unit: openDiscrepancies.unit,
    dataset: worst,
    basis: runs,
    headline:
      gap?.headline ?? (datasets.length === 0 ? 'Open discrepancies: nothing to judge' : words.valueText(value)),
    detail: gap?.detail ?? listed(open.map(({ number, title }) => `D-${number} ${title}`)),
    gap: unknown ? (gap?.gap ?? 'nothing to judge') : isMet ? null : words.gapText(value),
    needsText: words.needsText,
    nowText: unknown ? nowWords[gap?.reason ?? 'no_evidence'] : words.valueText(value),
  });
}

const nowWords = { no_evidence: 'no evidence', stale: 'overdue', inconclusive: 'not proven' } as const;

/** What was not looked at may hide one, wherever one that is found would be severe enough to count. */
function findDoubt(
  datasets: readonly DatasetFacts[],
  evidence: Evidence,
  least: Severity,
  one: string,
): JudgedStreak | null {
  const counting = datasets.filter(({ criticality }) => isAtLeast(severityOfCriticality[criticality], least));
  const doubts = doubtsIn(counting, evidence);
  const [first] = doubts;
  if (!first) return null;
  return {
    outcome: 'unknown',
    reason: 'inconclusive',
    dataset: first.dataset,
    headline: `That no ${one} is open elsewhere is not proven`,
    detail: listed(doubts.map(({ dataset, kind, what }) => `${dataset.name}: ${kindOf(kind).inText} check: ${what}`)),
    gap: gapOf(first),
  };
}

const nameOf = (severity: Severity) => (severity === 'major' ? 'critical or major' : severity);

/** Those open at a moment, so that it says of a past day what was open then. */
function openIn(datasets: readonly DatasetFacts[], { spans }: Evidence, least: Severity, now: Date): DiscrepancySpan[] {
  const ids = new Set(datasets.map(({ id }) => id));
  return spans.filter(
    ({ from, to, severity, datasetId }) =>
      msOf(from) <= now.getTime() &&
      (to === null || msOf(to) > now.getTime()) &&
      ids.has(datasetId) &&
      isAtLeast(severity, least),
  );
}

/** Datasets with the most of them first. */
function byCount(open: readonly DiscrepancySpan[], datasets: readonly DatasetFacts[]): DatasetFacts[] {
  const count = Map.groupBy(open, ({ datasetId }) => datasetId);
  return datasets
    .filter(({ id }) => count.has(id))
    .toSorted((a, b) => (count.get(b.id)?.length ?? 0) - (count.get(a.id)?.length ?? 0));
}
