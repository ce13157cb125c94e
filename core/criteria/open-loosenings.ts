import { type ChangeDirection, directionOf } from './loosens.ts';
import type { CriterionDefinition } from './schema.ts';

/** A change of a criterion as it was recorded. `flagged`: it was made after the parallel run had begun. */
export type RecordedChange = {
  id: string;
  key: string;
  at: string;
  direction: ChangeDirection;
  flagged: boolean;
  before: CriterionDefinition | null;
  approvedAt: string | null;
};

/**
 * Loosenings that wait for a second person: flagged, not approved, and not taken back since. Taken back is what stands today at least as
 * strict as before it. `current`: the definitions of today, by key.
 */
export function openLoosenings<T extends RecordedChange>(
  changes: readonly T[],
  current: ReadonlyMap<string, CriterionDefinition>,
): T[] {
  return changes.filter(
    ({ key, direction, flagged, before, approvedAt }) =>
      direction === 'loosens' &&
      flagged &&
      approvedAt === null &&
      directionOf(before, current.get(key) ?? null) === 'loosens',
  );
}
