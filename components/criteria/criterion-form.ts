import { unitOfMetric } from '#core/criteria/definition-words.ts';
import { findCriterionProblems } from '#core/criteria/find-criterion-problems.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '#core/criteria/schema.ts';
import { settingsOfMetric } from '#core/criteria/settings-of-metric.ts';
import type { Severity } from '#core/discrepancy/severity.ts';
import { Exact } from '#core/exact.ts';
import { decimalSchema, slugSchema } from '#core/schema-parts.ts';
import { MAX_GAP_DAYS } from '#core/streak/streak.ts';

export type Metric = CriterionDefinition['metric'];

/** A criterion as it stands in its form. `scope`: "all", "domain NAME", "dataset ID", "wave N". */
export type CriterionFormText = {
  key: string;
  metric: Metric;
  comparator: CriterionDefinition['comparator'];
  threshold: string;
  scope: string;
  blocking: boolean;
  ownerTeam: string;
  /** Empty: at every gate. */
  gates: string[];
  voidGraceDays: string;
  maxGapDays: string;
  severity: Severity;
  reason: string;
};

export const unitWords = { ratio: '%', days: 'days', ms: 'ms', count: '' } as const;

export function formOf(key: string, definition: CriterionDefinition): CriterionFormText {
  const { metric, threshold, scope, options = {} } = definition;
  return {
    key,
    metric,
    comparator: definition.comparator,
    threshold: threshold === null ? '' : shownThreshold(metric, threshold),
    scope:
      scope.kind === 'all'
        ? 'all'
        : `${scope.kind} ${scope.kind === 'domain' ? scope.domain : scope.kind === 'dataset' ? scope.datasetId : scope.wave}`,
    blocking: definition.blocking,
    ownerTeam: definition.ownerTeam ?? '',
    gates: definition.gates ?? [],
    voidGraceDays: String(options.voidGraceDays ?? 1),
    maxGapDays: String(options.maxGapDays ?? MAX_GAP_DAYS),
    severity: options.severity ?? 'minor',
    reason: '',
  };
}

export const newForm: CriterionFormText = {
  ...formOf('', criterionDefinitionSchema.parse({ metric: 'coverage', comparator: 'gte', threshold: '1' })),
};

function shownThreshold(metric: Metric, threshold: string): string {
  return unitOfMetric[metric] === 'ratio' ? new Exact(threshold).times(100).toFixed() : threshold;
}

export type ReadForm = { definition: CriterionDefinition | null; problems: Record<string, string> };

/** What the form says, by the schemas of the API. `kept`: what the form does not ask for stays as it was, unless the metric changes. */
export function readForm(form: CriterionFormText, kept: CriterionDefinition | null): ReadForm {
  const problems: Record<string, string> = {};
  if (kept === null && !slugSchema.safeParse(form.key).success) {
    problems.key = 'must be a short name in lower case, such as "payouts-coverage"';
  }
  const threshold = readThreshold(form);
  if (threshold === undefined) problems.threshold = 'must be a number';
  if (form.metric === 'critical_free_streak' && !/^\d{1,2}$/.test(form.voidGraceDays)) {
    problems.voidGraceDays = 'must be a whole number of days';
  }
  if (form.metric === 'critical_free_streak' && !/^[1-9]\d{0,2}$/.test(form.maxGapDays)) {
    problems.maxGapDays = 'must be a whole number of days, at least 1';
  }
  const own = kept?.metric === form.metric ? kept : null;
  const parsed = criterionDefinitionSchema.safeParse({
    metric: form.metric,
    comparator: form.comparator,
    threshold: threshold ?? null,
    scope: readScope(form.scope),
    blocking: form.blocking,
    ownerTeam: form.ownerTeam.trim() || null,
    ...(form.gates.length > 0 ? { gates: form.gates } : {}),
    ...(own?.windowDays === undefined || !honours(form.metric, 'windowDays') ? {} : { windowDays: own.windowDays }),
    ...optionsOf(form, own),
  });
  for (const issue of parsed.error?.issues ?? []) problems[String(issue.path[0])] ??= issue.message;
  const asked = parsed.data ? findCriterionProblems(parsed.data) : [];
  for (const { pointer, message } of asked) problems[pointer.slice(1)] ??= message;
  return { definition: Object.keys(problems).length > 0 ? null : (parsed.data ?? null), problems };
}

function readThreshold({ metric, threshold }: CriterionFormText): string | null | undefined {
  const text = threshold.trim().replace(',', '.');
  if (text === '') return metric === 'response_time_at_peak' ? null : undefined;
  if (!decimalSchema.safeParse(text).success) return undefined;
  return unitOfMetric[metric] === 'ratio' ? new Exact(text).div(100).toFixed() : text;
}

function readScope(text: string): unknown {
  const [kind = 'all', ...rest] = text.split(' ');
  const name = rest.join(' ');
  if (kind === 'domain') return { kind, domain: name };
  if (kind === 'dataset') return { kind, datasetId: name };
  return kind === 'wave' ? { kind, wave: Number(name) } : { kind: 'all' };
}

const honours = (metric: Metric, setting: string) => settingsOfMetric[metric].some((known) => known === setting);

function optionsOf(form: CriterionFormText, own: CriterionDefinition | null) {
  const { metric, severity } = form;
  const { voidGraceDays: _, maxGapDays: __, severity: ___, ...rest } = own?.options ?? {};
  const [grace, gap] = [Number(form.voidGraceDays), Number(form.maxGapDays)];
  const options = {
    ...Object.fromEntries(Object.entries(rest).filter(([setting]) => honours(metric, setting))),
    ...(metric === 'critical_free_streak' && grace !== 1 ? { voidGraceDays: grace } : {}),
    ...(metric === 'critical_free_streak' && gap !== MAX_GAP_DAYS ? { maxGapDays: gap } : {}),
    ...(metric === 'open_discrepancies' && severity !== 'minor' ? { severity } : {}),
  };
  return Object.keys(options).length > 0 ? { options } : {};
}
