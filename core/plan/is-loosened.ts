import { directionOf } from '../criteria/loosens.ts';
import { type CriterionDefinition, planCriterionSchema } from '../criteria/schema.ts';
import { type DeclaredDataset, datasetDirection } from '../dataset/loosens.ts';
import { declaredDatasetSchema } from '../dataset/schema.ts';

/** Whether a change of a plan makes a criterion easier to meet, or asks less evidence of a dataset, up to taking it away. */
export function isLoosened({ part, before, after }: { part: string; before: unknown; after: unknown }): boolean {
  if (part === 'criteria') return directionOf(definitionOf(before), definitionOf(after)) === 'loosens';
  return part === 'datasets' && datasetDirection(datasetOf(before), datasetOf(after)) === 'loosens';
}

/** A dataset is told apart by its name here, as it is by its id elsewhere. */
function definitionOf(item: unknown): CriterionDefinition | null {
  if (item === null) return null;
  const { key: _, scope, ...definition } = planCriterionSchema.parse(item);
  return { ...definition, scope: scope.kind === 'dataset' ? { kind: 'dataset', datasetId: scope.dataset } : scope };
}

const datasetOf = (item: unknown): DeclaredDataset | null => (item === null ? null : declaredDatasetSchema.parse(item));
