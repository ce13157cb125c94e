import type { ChangedField } from '../../criteria/definition-text.ts';
import { criterionOptions, optionNames } from '../../criteria/options.ts';
import { metricOf } from '../../criteria/registry.ts';
import type { CriterionDefinition, PlanCriterion } from '../../criteria/schema.ts';
import type { PlanDocument } from '../../plan/document.ts';
import { aspectsOf, definitionOf, directionOf } from '../criterion.ts';
import type { Effect, Standing } from './effect.ts';

/** With fewer of these a criterion may ask more, or find something to judge where there was nothing. */
const asksOfOthers = (field: ChangedField): boolean =>
  field === 'scope' || optionNames.some((name) => name === field && criterionOptions[name].selects);

export function effectOfCriterion(before: unknown, after: unknown, { approved }: Standing): Effect {
  const [was, is] = [definitionOf(before), definitionOf(after)];
  const direction = directionOf(was, is);
  if (direction === 'removed' || direction === null) return 'harmless';
  if (direction === 'loosens') return 'waits';
  if (was && is && aspectsOf(was, is).some(({ field }) => asksOfOthers(field))) return 'waits';
  if (is && opensGate(is, approved)) return 'waits';
  return direction === 'changes' ? 'harmless' : 'tightens';
}

/** A gate without any criterion that blocks is closed. The first one that is asked there opens it. */
function opensGate(definition: CriterionDefinition, approved: PlanDocument): boolean {
  if (!blocks(definition)) return false;
  const gates = [null, ...approved.phases.map(({ name }) => name)];
  return gates.some(
    (gate) => isAsked(definition, gate) && !approved.criteria.some((one) => blocks(one) && isAsked(one, gate)),
  );
}

type WeighedCriterion = Pick<PlanCriterion, 'metric' | 'blocking' | 'gates'>;

const blocks = ({ metric, blocking }: WeighedCriterion): boolean => blocking && metricOf(metric).waitsFor === null;
const isAsked = ({ gates }: WeighedCriterion, gate: string | null): boolean =>
  gate === null || gates === undefined || gates.includes(gate);
