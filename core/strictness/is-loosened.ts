import type { ChangeDirection } from './aspect.ts';
import { countedItemOf, itemDirection } from './counted-item.ts';
import { definitionOf, directionOf } from './criterion.ts';
import { datasetDirection, declaredOf } from './dataset.ts';

type PlanChange = { part: string; before: unknown; after: unknown };

/** Whether a change of a plan makes a criterion easier to meet, asks less evidence of a dataset, or leaves less to be done of what is counted. */
export function isLoosened(change: PlanChange): boolean {
  return directionOfChange(change) === 'loosens';
}

/** What it does to its criterion, its dataset or what is counted; null: it is about none of them, or makes no difference to it. */
export function directionOfChange({ part, before, after }: PlanChange): ChangeDirection | null {
  if (part === 'criteria') return directionOf(definitionOf(before), definitionOf(after));
  if (part === 'datasets') return datasetDirection(declaredOf(before), declaredOf(after));
  return itemDirection(countedItemOf(part, before), countedItemOf(part, after));
}
