import type { Problem } from '../errors.ts';
import { Exact } from '../exact.ts';
import { listed } from '../format/count.ts';
import { unitOfMetric } from './definition-words.ts';
import { metricOf } from './registry.ts';
import { type CriterionDefinition, futureMetrics } from './schema.ts';
import { settingsNotHonoured, settingsOfMetric } from './settings-of-metric.ts';

type Asked = Pick<CriterionDefinition, 'metric' | 'comparator' | 'threshold' | 'windowDays' | 'options'>;

/** The longest streak that can be asked for. */
const MAX_DAYS = 400;

/** What a definition asks that no evidence could be held to, and what to do about it. `at`: where the definition stands in its document. */
export function findCriterionProblems(asked: Asked, at = ''): Problem[] {
  return [
    ...(asksForTheWorse(asked) ? [{ pointer: `${at}/comparator`, message: comparatorMessage(asked) }] : []),
    ...thresholdMessages(asked).map((message) => ({ pointer: `${at}/threshold`, message })),
    ...settingsNotHonoured(asked).map((setting) => ({
      pointer: setting === 'windowDays' ? `${at}/windowDays` : `${at}/options/${setting}`,
      message: settingMessage(asked.metric),
    })),
  ];
}

/** A setting that is passed over would look as if it were asked for. */
function settingMessage(metric: Asked['metric']): string {
  const honoured = settingsOfMetric[metric];
  const known = honoured.length > 0 ? `it knows ${listed(honoured)}` : 'it has no settings';
  return `does nothing for ${metricOf(metric).name.toLowerCase()}: leave it out, ${known}`;
}

/** "At most 99 % match": the worse it is, the sooner it is met. What is not judged yet asks for nothing. */
export function asksForTheWorse({ metric, comparator }: Asked): boolean {
  return (
    !futureMetrics.some((future) => future === metric) && !wantedOf(metric).some((wanted) => wanted === comparator)
  );
}

/** How a metric can be asked for, strictly or not. */
export function wantedOf(metric: Asked['metric']) {
  return metricOf(metric).better === 'more' ? (['gt', 'gte'] as const) : (['lt', 'lte'] as const);
}

function comparatorMessage({ metric }: Asked): string {
  const { name, better } = metricOf(metric);
  return `must be "${wantedOf(metric).join('" or "')}": of ${name.toLowerCase()}, ${better} is better`;
}

function thresholdMessages(asked: Asked): string[] {
  const { metric, comparator, threshold } = asked;
  // Only a response time is promised elsewhere: by the SLA of its check.
  if (threshold === null) return metric === 'response_time_at_peak' ? [] : ['must be a number for this metric'];
  const value = new Exact(threshold);
  const unit = unitOfMetric[metric];
  if (value.isNegative() && !value.isZero()) return ['must not be negative'];
  if (unit === 'ratio' && value.gt(1)) return ['must be from 0 to 1, which is 0 to 100 %: 99.9 % is 0.999'];
  if (unit === 'count' && !value.isInteger()) return ['must be a whole number: it is a count'];
  if (unit === 'days' && !(value.isInteger() && value.gte(1) && value.lte(MAX_DAYS)))
    return [`must be a whole number of days from 1 to ${MAX_DAYS}`];
  if (asksForTheWorse(asked)) return [];
  if ((comparator === 'lt' && value.isZero()) || (comparator === 'gt' && unit === 'ratio' && value.eq(1)))
    return [`can never be met: use "${comparator}e", or another threshold`];
  const isAnything = unit === 'ratio' && (comparator === 'gte' ? value.isZero() : comparator === 'lte' && value.eq(1));
  return isAnything && metric !== 'record_count_variance' ? ['is met by everything: it has to ask for something'] : [];
}
