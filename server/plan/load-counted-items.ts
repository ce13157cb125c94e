import { type CountedItem, countedItemSchema, countedParts } from '#core/plan/counted-item.ts';
import type { Tx } from '../scope.ts';

/** The items of the plan that criteria count, as they stand. */
export async function loadCountedItems(tx: Tx, migrationId: string): Promise<{ id: string; item: CountedItem }[]> {
  const rows = await tx.planItem.findMany({
    where: { migrationId, part: { in: [...countedParts] } },
    select: { id: true, part: true, body: true },
  });
  return rows.map(({ id, part, body }) => ({ id, item: countedItemSchema.parse({ part, item: body }) }));
}
