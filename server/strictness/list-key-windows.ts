import type { WaitingItem } from '#core/approval/schema.ts';
import { isByKey } from '#core/approval/takes-answer.ts';
import { loadReaders } from '../approval/load-readers.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { presentWaiting } from './list-waiting-plan.ts';
import { ENTERED_IT, loadWindows } from './load-windows.ts';
import { loadWaitingPlan, makersOf } from './waiting-plan.ts';

/** Windows in which a key had a part, by name, as a second person looks at them: a person answers for them before they are approved. */
export async function listKeyWindows(tx: Tx, ctx: MigrationContext): Promise<ReadonlyMap<string, WaitingItem>> {
  const waiting = await loadWaitingPlan(tx, ctx.migrationId);
  const all = await loadWindows(tx, ctx.migrationId, waiting?.items ?? []);
  const windows = all.filter(({ changes }) =>
    changes.some(({ byId, byKeyId }) => isByKey({ userId: byId, keyId: byKeyId })),
  );
  if (windows.length === 0) return new Map();
  const judge = await loadReaders(tx, ctx);
  return new Map(
    windows.map((item) => [item.difference.name, presentWaiting(item, judge(makersOf(item), ENTERED_IT), ctx.now())]),
  );
}
