import type { CriterionDefinition } from '#core/criteria/schema.ts';
import type { Tx } from '../scope.ts';
import { criterionColumns, presentCriterion } from './present-criterion.ts';

export type KnownCriterion = { id: string; key: string; definition: CriterionDefinition };

/** The criteria of a migration as they stand, in the order in which they were made. */
export async function loadCriteria(tx: Tx, migrationId: string): Promise<KnownCriterion[]> {
  const rows = await tx.criterion.findMany({
    where: { migrationId },
    orderBy: { id: 'asc' },
    select: criterionColumns,
  });
  return rows.map((row) => {
    const { id, key, ...definition } = presentCriterion(row);
    return { id, key, definition };
  });
}
