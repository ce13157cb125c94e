import type { Problem } from '../errors.ts';
import { Exact } from '../exact.ts';
import { listed } from '../format/count.ts';
import type { Metric } from './metric.ts';
import { type Registry, registry } from './registry.ts';
import type { AnyDefinition } from './requirement.ts';
import { settingsNotHonoured, settingsOfMetric } from './settings-of-metric.ts';
import { units } from './units.ts';

type CheckedCriterion = Pick<AnyDefinition, 'metric' | 'comparator' | 'threshold' | 'windowDays' | 'options'>;

/** What a definition asks that no evidence could be held to, and what to do about it. `at`: where the definition stands in its document. */
export function findCriterionProblems(asked: CheckedCriterion, at = '', { of }: Registry = registry): Problem[] {
  const metric = of(asked.metric);
  return [
    ...(asksWorse(metric, asked) ? [{ pointer: `${at}/comparator`, message: comparatorMessage(metric) }] : []),
    ...thresholdMessages(metric, asked).map((message) => ({ pointer: `${at}/threshold`, message })),
    ...settingsNotHonoured(asked, metric).map((setting) => ({
      pointer: setting === 'windowDays' ? `${at}/windowDays` : `${at}/options/${setting}`,
      message: settingMessage(metric),
    })),
  ];
}

/** A setting that is passed over would look as if it were asked for. */
function settingMessage(metric: Metric): string {
  const honoured = settingsOfMetric(metric);
  const known = honoured.length > 0 ? `it knows ${listed(honoured)}` : 'it has no settings';
  return `does nothing for ${metric.name.toLowerCase()}: leave it out, ${known}`;
}

/** "At most 99 % match": the worse it is, the sooner it is met. What is not judged yet asks for nothing. */
export function asksForTheWorse(asked: CheckedCriterion, { of }: Registry = registry): boolean {
  return asksWorse(of(asked.metric), asked);
}

function asksWorse(metric: Metric, { comparator }: CheckedCriterion): boolean {
  return metric.waitsFor === null && !comparatorsOf(metric).some((wanted) => wanted === comparator);
}

/** How a metric can be asked for, strictly or not. */
export function wantedOf(metric: CheckedCriterion['metric'], { of }: Registry = registry) {
  return comparatorsOf(of(metric));
}

function comparatorsOf({ better }: Metric) {
  return better === 'more' ? (['gt', 'gte'] as const) : (['lt', 'lte'] as const);
}

function comparatorMessage(metric: Metric): string {
  const { name, better } = metric;
  return `must be "${comparatorsOf(metric).join('" or "')}": of ${name.toLowerCase()}, ${better} is better`;
}

function thresholdMessages(metric: Metric, asked: CheckedCriterion): string[] {
  const { comparator, threshold } = asked;
  if (threshold === null) return metric.withoutThreshold === null ? ['must be a number for this metric'] : [];
  const value = new Exact(threshold);
  const { unit, most } = metric;
  if (value.isNegative() && !value.isZero()) return ['must not be negative'];
  const problem = units[unit].problemOf(value);
  if (problem !== null) return [problem];
  if (asksWorse(metric, asked)) return [];
  if ((comparator === 'lt' && value.isZero()) || (comparator === 'gt' && unit === 'ratio' && value.eq(1)))
    return [`can never be met: use "${comparator}e", or another threshold`];
  const isAnything = most !== null && (comparator === 'gte' ? value.isZero() : comparator === 'lte' && value.eq(most));
  return isAnything ? ['is met by everything: it has to ask for something'] : [];
}
