import { type PlanPart, planPartNames } from '#core/part/plan-parts.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { meansAnother } from '#core/plan/means-another.ts';
import type { MigrationContext } from '../context.ts';
import { personBehind } from '../key/person-behind.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';

/** Makes the items of every part what the document says. The plan is locked by the caller. */
export async function saveItems(tx: Tx, ctx: MigrationContext, wanted: PlanDocument): Promise<void> {
  const { migrationId } = ctx;
  const rows = await tx.planItem.findMany({
    where: { migrationId },
    select: { id: true, part: true, name: true, ordinal: true, body: true },
  });
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  const by = await changedBy(tx, ctx);
  // A template adds a few hundred: in one statement.
  const added: ReturnType<typeof newItem>[] = [];
  for (const part of planPartNames) {
    for (const [ordinal, item] of wanted[part].entries()) {
      const key = keyOf({ part, name: item.name });
      const row = known.get(key);
      known.delete(key);
      if (!row) added.push(newItem(ctx, part, item, ordinal, by));
      else if (!isSame(row.body, item)) await changeItem(tx, ctx, { ...row, part }, item, ordinal, by);
      else if (row.ordinal !== ordinal) await moveItem(tx, ctx, row.id, ordinal);
    }
  }
  if (added.length > 0) await tx.planItem.createMany({ data: added });
  const gone = [...known.values()].map(({ id }) => id);
  if (gone.length > 0) await tx.planItem.deleteMany({ where: { migrationId, id: { in: gone } } });
}

const keyOf = ({ part, name }: { part: string; name: string }) => JSON.stringify([part, name]);

type Item = PlanDocument[PlanPart][number];
type ChangedBy = { changedAt: Date; changedById: string | null; changedBy: string; changedByKeyId: string | null };

function newItem(ctx: MigrationContext, part: PlanPart, item: Item, ordinal: number, by: ChangedBy) {
  return {
    id: newId(),
    migrationId: ctx.migrationId,
    part,
    name: item.name,
    ordinal,
    body: item,
    createdAt: ctx.now(),
    meantSince: ctx.now(),
    ...by,
  };
}

async function changeItem(
  tx: Tx,
  ctx: MigrationContext,
  { id, part, body }: { id: string; part: PlanPart; body: unknown },
  item: Item,
  ordinal: number,
  by: ChangedBy,
): Promise<void> {
  const meant = meansAnother(part, body, item) ? { meantSince: ctx.now() } : {};
  await tx.planItem.update({
    where: { migrationId_id: { migrationId: ctx.migrationId, id } },
    data: { body: item, ordinal, ...meant, ...by },
    select: { id: true },
  });
}

async function moveItem(tx: Tx, ctx: MigrationContext, id: string, ordinal: number): Promise<void> {
  await tx.planItem.update({
    where: { migrationId_id: { migrationId: ctx.migrationId, id } },
    data: { ordinal },
    select: { id: true },
  });
}

/** What a key does counts as done by whoever made the key: they cannot approve it as a second person. */
async function changedBy(tx: Tx, ctx: MigrationContext): Promise<ChangedBy> {
  const by = 'name' in ctx.actor ? ctx.actor.name : '';
  const changedByKeyId = ctx.actor.type === 'agent' ? ctx.actor.keyId : null;
  return { changedAt: ctx.now(), changedById: await personBehind(tx, ctx), changedBy: by, changedByKeyId };
}
