import type { Answer } from '#core/approval/takes-answer.ts';
import type { Tx } from '../scope.ts';

/** Who answered for what a key made, by what they looked at, oldest first. */
export async function loadAnswers(tx: Tx, migrationId: string): Promise<ReadonlyMap<string, Answer[]>> {
  const rows = await tx.answer.findMany({
    where: { migrationId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { itemId: true, at: true, byId: true, by: true },
  });
  const answers = rows.map(({ itemId, at, byId, by }) => ({ itemId, userId: byId, name: by, atMs: at.getTime() }));
  const byItem = Map.groupBy(answers, ({ itemId }) => itemId);
  return new Map([...byItem].map(([id, all]) => [id, all.map(({ itemId: _, ...answer }) => answer)]));
}
