import { countedItemKey, countedItemSchema, countedParts, itemDirection } from '#core/plan/counted-item.ts';
import type { PlanChange } from '#core/plan/diff-plan.ts';
import type { MigrationContext } from '../context.ts';
import { hasStarted } from '../criterion/has-started.ts';
import { recordChanges } from '../criterion/record-changes.ts';
import type { Tx } from '../scope.ts';

/**
 * Writes into the ledger of changes what leaves less to be done of what criteria count, from the start on: it waits for a second person, as
 * a loosened criterion does. To be called before the items are written, with the plan locked.
 */
export async function keepItemLoosenings(tx: Tx, ctx: MigrationContext, changes: readonly PlanChange[]): Promise<void> {
  const { migrationId } = ctx;
  const loosened = changes.flatMap(({ part, before, after }) => {
    if (!countedParts.includes(part) || before === null) return [];
    const was = countedItemSchema.parse({ part, item: before });
    const is = after === null ? null : countedItemSchema.parse({ part, item: after });
    return itemDirection(was, is) === 'loosens' ? [{ was, is }] : [];
  });
  if (loosened.length === 0 || !(await hasStarted(tx, migrationId))) return;
  const rows = await tx.planItem.findMany({
    where: { migrationId, part: { in: [...countedParts] } },
    select: { id: true, part: true, name: true },
  });
  const idOf = new Map(rows.map(({ id, part, name }) => [JSON.stringify([part, name]), id]));
  await recordChanges(
    tx,
    ctx,
    loosened.flatMap(({ was, is }) => {
      const id = idOf.get(JSON.stringify([was.part, was.item.name]));
      if (id === undefined) return [];
      return [{ subject: 'item', id, key: countedItemKey(was), before: was, after: is, direction: 'loosens' }];
    }),
    '',
  );
}
