import type { Metric } from './metric.ts';
import { type OptionName, optionNames } from './options.ts';
import type { Requirement } from './requirement.ts';

/** What a criterion may ask besides its threshold. */
export type Setting = 'windowDays' | OptionName;

/** What a metric honours. */
export function settingsOfMetric({ window, options }: Pick<Metric, 'window' | 'options'>): Setting[] {
  return [...(window ? (['windowDays'] as const) : []), ...options];
}

/** The settings of a definition that its metric would pass over, in the order in which they stand there. */
export function settingsNotHonoured(
  { windowDays, options = {} }: Pick<Requirement, 'windowDays' | 'options'>,
  metric: Metric,
): Setting[] {
  const honoured = settingsOfMetric(metric);
  const all: readonly Setting[] = ['windowDays', ...optionNames];
  const given = all.filter((name) => (name === 'windowDays' ? windowDays : options[name]) !== undefined);
  return given.filter((name) => !honoured.includes(name));
}
