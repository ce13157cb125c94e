import { Exact } from '../exact.ts';
import { counted, listed } from '../format/count.ts';
import { needs } from './compare.ts';
import { criterionOptions, type OptionName, optionText } from './options.ts';
import { type Registry, registry } from './registry.ts';
import type { AnyDefinition, Requirement } from './requirement.ts';
import { units } from './units.ts';

/** One field of a definition in words, for people who compare two of them: "> 99.9 %", "all datasets". */
export function fieldText(
  definition: AnyDefinition,
  field: ChangedField,
  datasetName: (id: string) => string,
  known: Registry = registry,
): string {
  switch (field) {
    case 'metric':
      return known.of(definition.metric).name;
    case 'threshold':
      return requirementText(definition, known);
    case 'scope':
      return scopeText(definition.scope, datasetName);
    case 'blocking':
      return definition.blocking ? 'blocking' : 'advisory';
    case 'gates':
      return definition.gates ? listed(definition.gates, 50) : 'every gate';
    case 'windowDays':
      return definition.windowDays === undefined ? 'its own' : counted(definition.windowDays, 'day');
    case 'ownerTeam':
      return definition.ownerTeam ?? 'no owner';
    default:
      return optionText(field, definition.options);
  }
}

const names = {
  metric: 'Metric',
  threshold: 'Needs',
  scope: 'Scope',
  blocking: 'Weight',
  gates: 'Asked at',
  windowDays: 'Window',
  ownerTeam: 'Owner',
} as const;

/** In what two definitions can differ. */
export type ChangedField = keyof typeof names | OptionName;

/** What stands before a change in words: "Needs > 99.9 % → > 99 %". */
export function fieldName(field: ChangedField): string {
  return isOption(field) ? criterionOptions[field].label : names[field];
}

const isOption = (field: ChangedField): field is OptionName => field in criterionOptions;

export function requirementText({ metric, comparator, threshold }: AnyDefinition, known: Registry = registry): string {
  const { unit, withoutThreshold } = known.of(metric);
  if (threshold === null) return needs(comparator, withoutThreshold ?? 'no threshold');
  return needs(comparator, units[unit].text(new Exact(threshold)));
}

export function scopeText(scope: Requirement['scope'], datasetName: (id: string) => string): string {
  switch (scope.kind) {
    case 'all':
      return 'all datasets';
    case 'domain':
      return `domain ${scope.domain}`;
    case 'dataset':
      return `dataset ${datasetName(scope.datasetId)}`;
    case 'wave':
      return `wave ${scope.wave}`;
  }
}
