import type { Waiver } from '#core/waiver/apply-waiver.ts';
import type { Tx } from '../scope.ts';

/** Waivers that have not expired; whether one holds is for core to say. */
export async function loadWaivers(tx: Tx, migrationId: string, now: Date): Promise<Waiver[]> {
  const rows = await tx.waiver.findMany({
    where: { migrationId, expiresAt: { gt: now } },
    orderBy: { requestedAt: 'asc' },
    select: {
      criterionId: true,
      reason: true,
      requestedById: true,
      approved: true,
      decidedById: true,
      decidedAt: true,
      expiresAt: true,
      withdrawnAt: true,
    },
  });
  return rows.map(({ decidedAt, expiresAt, withdrawnAt, ...row }) => ({
    ...row,
    decidedAt: decidedAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  }));
}
