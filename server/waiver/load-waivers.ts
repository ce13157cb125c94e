import type { Waiver } from '#core/waiver/apply-waiver.ts';
import type { Tx } from '../scope.ts';
import { waiverColumns, waiverOf } from './present.ts';

/** Waivers that have not expired; whether one holds is for core to say. */
export async function loadWaivers(tx: Tx, migrationId: string, now: Date): Promise<Waiver[]> {
  const rows = await tx.waiver.findMany({
    where: { migrationId, expiresAt: { gt: now } },
    orderBy: { requestedAt: 'asc' },
    select: waiverColumns,
  });
  return rows.map(waiverOf);
}
