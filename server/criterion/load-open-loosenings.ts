import type { OpenLoosening } from '#core/verdict/other-reasons.ts';
import type { Tx } from '../scope.ts';

/** What was loosened and waits for a second person. */
export async function loadOpenLoosenings(tx: Tx, migrationId: string): Promise<OpenLoosening[]> {
  const rows = await tx.criterionChange.findMany({
    where: { migrationId, direction: 'loosens', approvedAt: null },
    orderBy: { at: 'asc' },
    select: { criterionId: true, key: true, at: true, by: true, reason: true },
  });
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
