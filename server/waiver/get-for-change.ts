import { AppError } from '#core/errors.ts';
import type { Tx } from '../scope.ts';
import { type WaiverRow, waiverColumns } from './present.ts';

/** The waiver, locked until the end of the transaction: of two who decide about it the second sees what the first did. */
export async function getWaiverForChange(tx: Tx, migrationId: string, waiverId: string): Promise<WaiverRow> {
  await tx.$queryRaw`
    SELECT 1 FROM waiver WHERE migration_id = ${migrationId}::uuid AND id = ${waiverId}::uuid FOR UPDATE`;
  const where = { migrationId_id: { migrationId, id: waiverId } };
  const found = await tx.waiver.findUnique({ where, select: waiverColumns });
  if (!found) throw new AppError('NOT_FOUND', 'There is no such waiver in this migration.');
  return found;
}
