import type { z } from 'zod';
import { findCriterionProblems } from '#core/criteria/find-criterion-problems.ts';
import type { Metric } from '#core/criteria/metric.ts';
import {
  type CriterionOptions,
  criterionOptions,
  type OptionName,
  optionNames,
  optionOf,
} from '#core/criteria/options.ts';
import { type Registry, registry } from '#core/criteria/registry.ts';
import type { AnyDefinition } from '#core/criteria/requirement.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '#core/criteria/schema.ts';
import { settingsOfMetric } from '#core/criteria/settings-of-metric.ts';
import { Exact } from '#core/exact.ts';
import { decimalSchema, slugSchema } from '#core/schema-parts.ts';

/** A criterion as it stands in its form. `scope`: "all", "domain NAME", "dataset ID", "wave N". */
export type CriterionFormText = {
  key: string;
  metric: string;
  comparator: CriterionDefinition['comparator'];
  threshold: string;
  scope: string;
  blocking: boolean;
  ownerTeam: string;
  /** Empty: at every gate. */
  gates: string[];
  /** Those that the form asks for, whichever of them the metric honours. */
  options: Partial<Record<OptionName, string>>;
  reason: string;
};

export function formOf(key: string, definition: AnyDefinition, { of }: Registry = registry): CriterionFormText {
  const { metric, threshold, scope, options } = definition;
  return {
    key,
    metric,
    comparator: definition.comparator,
    threshold: threshold === null ? '' : shownThreshold(of(metric), threshold),
    scope:
      scope.kind === 'all'
        ? 'all'
        : `${scope.kind} ${scope.kind === 'domain' ? scope.domain : scope.kind === 'dataset' ? scope.datasetId : scope.wave}`,
    blocking: definition.blocking,
    ownerTeam: definition.ownerTeam ?? '',
    gates: definition.gates ?? [],
    options: Object.fromEntries(optionNames.flatMap((name) => (isAsked(name) ? [[name, textOf(name, options)]] : []))),
    reason: '',
  };
}

export const newForm: CriterionFormText = {
  ...formOf('', criterionDefinitionSchema.parse({ metric: 'coverage', comparator: 'gte', threshold: '1' })),
};

function isAsked(name: OptionName): boolean {
  return criterionOptions[name].field !== null;
}

function textOf(name: OptionName, options: CriterionOptions | undefined): string {
  return String(optionOf(name, options) ?? '');
}

/** The options of a metric that the form asks for. */
export function askedOptions({ options }: Pick<Metric, 'options'>): OptionName[] {
  return options.filter(isAsked);
}

function shownThreshold({ unit }: Metric, threshold: string): string {
  return unit === 'ratio' ? new Exact(threshold).times(100).toFixed() : threshold;
}

export type ReadForm<D> = { definition: D | null; problems: Record<string, string> };

/** What the form says, by the schemas of the API. `kept`: what the form does not ask for stays as it was, unless the metric changes. */
export function readForm(form: CriterionFormText, kept: CriterionDefinition | null): ReadForm<CriterionDefinition> {
  return readFormBy(criterionDefinitionSchema, form, kept, registry);
}

/** As above, by the metrics of any registry. */
export function readFormBy<D extends AnyDefinition>(
  schema: z.ZodType<D>,
  form: CriterionFormText,
  kept: D | null,
  known: Registry,
): ReadForm<D> {
  const metric = known.of(form.metric);
  const problems: Record<string, string> = {};
  if (kept === null && !slugSchema.safeParse(form.key).success) {
    problems.key = 'must be a short name in lower case, such as "payouts-coverage"';
  }
  const threshold = readThreshold(form, metric);
  if (threshold === undefined) problems.threshold = 'must be a number';
  for (const name of askedOptions(metric)) {
    const { field } = criterionOptions[name];
    if (field?.kind === 'number' && !field.pattern.test(form.options[name] ?? '')) problems[name] = field.message;
  }
  const own = kept?.metric === form.metric ? kept : null;
  const honours = (setting: string) => settingsOfMetric(metric).some((one) => one === setting);
  const parsed = schema.safeParse({
    metric: form.metric,
    comparator: form.comparator,
    threshold: threshold ?? null,
    scope: readScope(form.scope),
    blocking: form.blocking,
    ownerTeam: form.ownerTeam.trim() || null,
    ...(form.gates.length > 0 ? { gates: form.gates } : {}),
    ...(own?.windowDays === undefined || !honours('windowDays') ? {} : { windowDays: own.windowDays }),
    ...optionsOf(form, metric, own),
  });
  for (const issue of parsed.error?.issues ?? []) problems[String(issue.path[0])] ??= issue.message;
  const asked = parsed.data ? findCriterionProblems(parsed.data, '', known) : [];
  for (const { pointer, message } of asked) problems[pointer.slice(1)] ??= message;
  return { definition: Object.keys(problems).length > 0 ? null : (parsed.data ?? null), problems };
}

function readThreshold({ threshold }: CriterionFormText, metric: Metric): string | null | undefined {
  const text = threshold.trim().replace(',', '.');
  if (text === '') return metric.withoutThreshold === null ? undefined : null;
  if (!decimalSchema.safeParse(text).success) return undefined;
  return metric.unit === 'ratio' ? new Exact(text).div(100).toFixed() : text;
}

function readScope(text: string): unknown {
  const [kind = 'all', ...rest] = text.split(' ');
  const name = rest.join(' ');
  if (kind === 'domain') return { kind, domain: name };
  if (kind === 'dataset') return { kind, datasetId: name };
  return kind === 'wave' ? { kind, wave: Number(name) } : { kind: 'all' };
}

/** What says the same as nothing is left out. */
function optionsOf(form: CriterionFormText, metric: Metric, own: AnyDefinition | null) {
  const asked = askedOptions(metric);
  const given = Object.entries(own?.options ?? {});
  const options = Object.fromEntries([
    ...given.filter(([name]) => !asked.some((one) => one === name) && metric.options.some((one) => one === name)),
    ...asked.flatMap((name) => {
      const text = form.options[name] ?? '';
      if (text === textOf(name, undefined)) return [];
      return [[name, criterionOptions[name].field?.kind === 'number' ? Number(text) : text]];
    }),
  ]);
  return Object.keys(options).length > 0 ? { options } : {};
}
