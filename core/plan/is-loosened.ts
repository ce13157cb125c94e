import { directionOf } from '../criteria/loosens.ts';
import { type CriterionDefinition, planCriterionSchema } from '../criteria/schema.ts';
import { type DeclaredDataset, datasetDirection } from '../dataset/loosens.ts';
import { declaredDatasetSchema } from '../dataset/schema.ts';
import { type CountedItem, countedItemSchema, countedParts, itemDirection } from './counted-item.ts';

/** Whether a change of a plan makes a criterion easier to meet, asks less evidence of a dataset, or leaves less to be done of what is counted. */
export function isLoosened({ part, before, after }: { part: string; before: unknown; after: unknown }): boolean {
  if (part === 'criteria') return directionOf(definitionOf(before), definitionOf(after)) === 'loosens';
  if (countedParts.includes(part)) return itemDirection(itemOf(part, before), itemOf(part, after)) === 'loosens';
  return part === 'datasets' && datasetDirection(datasetOf(before), datasetOf(after)) === 'loosens';
}

/** A dataset is told apart by its name here, as it is by its id elsewhere. */
function definitionOf(item: unknown): CriterionDefinition | null {
  if (item === null) return null;
  const { key: _, scope, ...definition } = planCriterionSchema.parse(item);
  return { ...definition, scope: scope.kind === 'dataset' ? { kind: 'dataset', datasetId: scope.dataset } : scope };
}

const itemOf = (part: string, item: unknown): CountedItem | null =>
  item === null ? null : countedItemSchema.parse({ part, item });

const datasetOf = (item: unknown): DeclaredDataset | null => (item === null ? null : declaredDatasetSchema.parse(item));
