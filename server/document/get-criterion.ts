import { AppError } from '#core/errors.ts';
import type { Tx } from '../scope.ts';
import type { KnownCriterion } from './load-criteria.ts';
import { criterionColumns, presentCriterion } from './present-criterion.ts';

export async function getCriterion(tx: Tx, migrationId: string, criterionId: string): Promise<KnownCriterion> {
  const where = { migrationId_id: { migrationId, id: criterionId } };
  const found = await tx.criterion.findUnique({ where, select: criterionColumns });
  if (!found) throw new AppError('NOT_FOUND', 'There is no such criterion in this migration.');
  const { id, key, ...definition } = presentCriterion(found);
  return { id, key, definition };
}
