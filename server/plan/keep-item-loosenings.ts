import { countedItemKey, countedItemSchema, countedParts, itemDirection } from '#core/plan/counted-item.ts';
import type { PlanChange } from '#core/plan/diff-plan.ts';
import type { MigrationContext } from '../context.ts';
import { hasStarted } from '../criterion/has-started.ts';
import { recordChanges } from '../criterion/record-changes.ts';
import type { Tx } from '../scope.ts';
import { loadCountedItems } from './load-counted-items.ts';

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
  const known = await loadCountedItems(tx, migrationId);
  const idOf = new Map(known.map(({ id, item }) => [countedItemKey(item), id]));
  const recorded = loosened.map(({ was, is }) => {
    const key = countedItemKey(was);
    const id = idOf.get(key);
    // Left out of the ledger it would need no second person.
    if (id === undefined) throw new Error(`The plan has no ${key}, which it is said to lose.`);
    return { subject: 'item' as const, id, key, before: was, after: is, direction: 'loosens' as const };
  });
  await recordChanges(tx, ctx, recorded, '');
}
