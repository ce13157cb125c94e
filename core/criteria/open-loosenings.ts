import { type DeclaredDataset, datasetDirection } from '../dataset/loosens.ts';
import { type CountedItem, itemDirection } from '../plan/counted-item.ts';
import { type ChangeDirection, directionOf } from './loosens.ts';
import type { CriterionDefinition } from './schema.ts';

/** What the verdict asks: a criterion, by its key, evidence of a dataset, by its name, or an item of the plan that is counted. */
export const changeSubjects = ['criterion', 'dataset', 'item'] as const;
export type ChangeSubject = (typeof changeSubjects)[number];
type Before =
  | { subject: 'criterion'; before: CriterionDefinition | null }
  | { subject: 'dataset'; before: DeclaredDataset | null }
  | { subject: 'item'; before: CountedItem | null };

/** A change as it was recorded. `flagged`: it was made after the parallel run had begun. */
export type RecordedChange = Before & {
  id: string;
  key: string;
  at: string;
  direction: ChangeDirection;
  flagged: boolean;
  approvedAt: string | null;
};

/** What is asked today, by key and by name. */
export type Current = {
  criteria: ReadonlyMap<string, CriterionDefinition>;
  datasets: ReadonlyMap<string, DeclaredDataset>;
  items: ReadonlyMap<string, CountedItem>;
};

/**
 * Loosenings that wait for a second person: flagged, not approved, and not taken back since. Taken back is what stands today at least as
 * strict as before it.
 */
export function openLoosenings<T extends RecordedChange>(changes: readonly T[], current: Current): T[] {
  return changes.filter(
    (change) =>
      change.direction === 'loosens' && change.flagged && change.approvedAt === null && stillLoosens(change, current),
  );
}

function stillLoosens(change: RecordedChange, { criteria, datasets, items }: Current): boolean {
  const { key } = change;
  if (change.subject === 'criterion') return directionOf(change.before, criteria.get(key) ?? null) === 'loosens';
  if (change.subject === 'item') return itemDirection(change.before, items.get(key) ?? null) === 'loosens';
  return datasetDirection(change.before, datasets.get(key) ?? null) === 'loosens';
}
