import { fieldName, fieldText, requirementText, scopeText } from '../criteria/definition-text.ts';
import { metricOf } from '../criteria/registry.ts';
import type { CriterionDefinition } from '../criteria/schema.ts';
import { listed } from '../format/count.ts';
import { fieldChanges } from '../plan/field-changes.ts';
import { isOrder, type PlanDifference } from '../plan/plan-differences.ts';
import type { Aspect, ChangeDirection } from './aspect.ts';
import { countedItemOf, itemAspects } from './counted-item.ts';
import { aspectsOf, definitionOf } from './criterion.ts';
import { datasetAspects, declaredOf } from './dataset.ts';
import { directionOfChange } from './is-loosened.ts';

/** One thing in which a change differs, in words; null: it is not there. */
export type DifferenceAspect = Aspect<string, string | null>;

const nouns = {
  migration: 'migration',
  settings: 'setting',
  criteria: 'criterion',
  datasets: 'dataset',
  teams: 'team',
  phases: 'phase',
  responsibilities: 'responsibility',
  inventory: 'inventory item',
  scenarios: 'scenario',
  cohorts: 'cohort',
  attestations: 'statement',
  workstreams: 'workstream',
  communications: 'communication',
  decommission: 'decommission step',
  calendar: 'window',
  blackouts: 'blackout window',
  deferrals: 'deferral',
  ramp: 'stage',
  triggers: 'trigger',
  rules: 'rule',
  costs: 'cost',
} as const satisfies Record<PlanDifference['part'], string>;

/** "criterion rows", "order of the phases" */
export function differenceTitle({ part, name }: Pick<PlanDifference, 'part' | 'name'>): string {
  if (isOrder({ name })) return part === 'phases' ? 'order of the phases' : 'order of the ramp';
  return `${nouns[part]} ${name}`;
}

/** What it does to how hard the plan is to meet, as far as the change alone shows it. */
export function differenceDirection(difference: PlanDifference): ChangeDirection {
  const { part, before, after } = difference;
  const known = directionOfChange(difference);
  if (known !== null) return known;
  if (before === null) return 'added';
  return after === null && part !== 'migration' && part !== 'settings' ? 'removed' : 'changes';
}

/** Everything in which it differs, in the words of its part. */
export function differenceAspects(difference: PlanDifference): DifferenceAspect[] {
  const { part, name, before, after } = difference;
  if (isOrder(difference) || part === 'migration' || part === 'settings') {
    const label = isOrder(difference) ? 'Order' : name;
    return [{ name: label, before: textOf(before), after: textOf(after), direction: 'changes' }];
  }
  if (part === 'criteria') return criterionAspects(definitionOf(before), definitionOf(after));
  if (before === null || after === null) {
    const text = (item: unknown) => (item === null ? null : 'in the plan');
    const direction = before === null ? 'changes' : 'loosens';
    return [{ name: capital(nouns[part]), before: text(before), after: text(after), direction }];
  }
  const aspects = aspectsOfSubject(part, before, after);
  return aspects.length > 0 ? aspects : fieldAspects(before, after);
}

export function criterionAspects(
  before: CriterionDefinition | null,
  after: CriterionDefinition | null,
  datasetName: (id: string) => string = (name) => name,
): DifferenceAspect[] {
  if (before && after) {
    return aspectsOf(before, after).map(({ field, direction }) => ({
      name: fieldName(field),
      before: fieldText(before, field, datasetName),
      after: fieldText(after, field, datasetName),
      direction,
    }));
  }
  const said = before ?? after;
  if (!said) return [];
  const whole = `${requirementText(said)}, ${scopeText(said.scope, datasetName)}, ${said.blocking ? 'blocking' : 'advisory'}`;
  return [
    {
      name: metricOf(said.metric).name,
      before: before && whole,
      after: after && whole,
      direction: before ? 'loosens' : 'changes',
    },
  ];
}

function aspectsOfSubject(part: string, before: unknown, after: unknown): DifferenceAspect[] {
  if (part === 'datasets') {
    const [was, is] = [declaredOf(before), declaredOf(after)];
    return was && is ? datasetAspects(was, is) : [];
  }
  const [was, is] = [countedItemOf(part, before), countedItemOf(part, after)];
  return was && is ? itemAspects(was, is) : [];
}

function fieldAspects(before: unknown, after: unknown): DifferenceAspect[] {
  return fieldChanges(before, after).map(({ path, before: old, after: fresh }) => ({
    name: path,
    before: textOf(old),
    after: textOf(fresh),
    direction: 'changes',
  }));
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'object') return String(value);
  if (!Array.isArray(value)) return pairsOf(value);
  return value.every((one) => typeof one === 'string')
    ? listed(value, 50)
    : value.flatMap((one) => textOf(one) ?? []).join('\n');
}

/** "kind record_count, schedule (everyMs 86400000, graceMs 3600000)" */
function pairsOf(value: object): string | null {
  const pairs = Object.entries(value).flatMap(([name, one]) => {
    const text = textOf(one);
    if (text === null) return [];
    return typeof one === 'object' && !Array.isArray(one) ? `${name} (${text})` : `${name} ${text}`;
  });
  return pairs.length > 0 ? pairs.join(', ') : null;
}
