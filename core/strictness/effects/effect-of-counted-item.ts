import { planShareOf } from '../../criteria/metric.ts';
import { metricOf } from '../../criteria/registry.ts';
import type { PlanCriterion } from '../../criteria/schema.ts';
import type { PlanDocument } from '../../plan/document.ts';
import { type CountedItem, countedItemSchema, itemDirection } from '../counted-item.ts';
import type { Effect, Standing } from './effect.ts';
import { asksForAll } from './effect-of-dataset.ts';

/** What criteria count a share of. One thing more can raise a share, unless all of them are asked for. */
export function effectOfCountedItem(
  part: CountedItem['part'],
  before: unknown,
  after: unknown,
  { approved }: Standing,
): Effect {
  if (after === null) return 'waits';
  const is = countedItemSchema.parse({ part, item: after });
  const was = before === null ? null : countedItemSchema.parse({ part, item: before });
  const direction = itemDirection(was, is);
  if (direction === 'loosens' || describesAnother(was, is)) return 'waits';
  if (was !== null && direction === null) return 'harmless';
  const counting = approved.criteria.filter(({ metric }) => planShareOf(metricOf(metric))?.part === part);
  const isNew = addsToCount(was, is);
  return isNew && !counting.every((one) => asksForAll(one) && hasOthers(one, is, approved)) ? 'waits' : 'tightens';
}

/** Who passed the old one did not pass this one. */
function describesAnother(was: CountedItem | null, is: CountedItem): boolean {
  return was?.part === 'scenarios' && is.part === 'scenarios' && was.item.description !== is.item.description;
}

/** That something holds for less long counts nothing more. */
function addsToCount(was: CountedItem | null, is: CountedItem): boolean {
  return was === null || is.part === 'inventory' || is.part === 'cohorts';
}

/** Of nothing there is no share: the first thing to be counted gives a criterion something to judge. */
function hasOthers({ scope, options }: PlanCriterion, { part, item }: CountedItem, approved: PlanDocument): boolean {
  switch (part) {
    case 'scenarios':
      return approved.scenarios.some(
        ({ name, domain }) => name !== item.name && (scope.kind !== 'domain' || domain === scope.domain),
      );
    case 'inventory':
      return approved.inventory.some(
        ({ name, critical }) => name !== item.name && (critical || !options?.criticalOnly),
      );
    case 'attestations':
      return approved.attestations.some(({ name }) => name !== item.name && (options?.item ?? name) === name);
    case 'cohorts':
      return approved.cohorts.some(
        ({ name, wave, members }) =>
          members.length > 0 && (options?.item ?? name) === name && (scope.kind !== 'wave' || scope.wave === wave),
      );
  }
}
