import { directionOf } from '../criteria/loosens.ts';
import { type CriterionDefinition, planCriterionSchema } from '../criteria/schema.ts';

/** Whether a change of a plan makes a criterion easier to meet, or takes one away that was judged. */
export function isLoosened(change: { part: string; before: unknown; after: unknown }): boolean {
  return (
    change.part === 'criteria' && directionOf(definitionOf(change.before), definitionOf(change.after)) === 'loosens'
  );
}

/** A dataset is told apart by its name here, as it is by its id elsewhere. */
function definitionOf(item: unknown): CriterionDefinition | null {
  if (item === null) return null;
  const { key: _, scope, ...definition } = planCriterionSchema.parse(item);
  return { ...definition, scope: scope.kind === 'dataset' ? { kind: 'dataset', datasetId: scope.dataset } : scope };
}
