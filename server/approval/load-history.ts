import { type AccountAct, accountActSchema } from '#core/approval/account-act.ts';
import type { NameOf } from '#core/approval/act-text.ts';
import { asInstance, type Tx } from '../scope.ts';

/** What was done to accounts, oldest first, and what people are called. */
export type History = { acts: readonly AccountAct[]; nameOf: NameOf };

/**
 * Of the whole instance: an account is held in hand in every migration. Read by rules alone; what is shown of it is filtered by who asks.
 */
export async function loadHistory(tx: Tx): Promise<History> {
  return await asInstance(tx, async () => {
    const rows = await tx.accountAct.findMany({ orderBy: [{ at: 'asc' }, { id: 'asc' }], omit: { id: true } });
    const acts = rows.map(({ at, ...row }) => accountActSchema.parse({ ...row, at: at.toISOString() }));
    const ids = [...new Set(acts.flatMap(({ userId, byId }) => (byId === null ? [userId] : [userId, byId])))];
    const users = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
    const names = new Map(users.map(({ id, name }) => [id, name]));
    return { acts, nameOf: (id) => names.get(id) ?? 'somebody' };
  });
}
