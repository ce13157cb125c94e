import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import type { MarkInput, markSchema } from '#core/mark/schema.ts';
import type { Audited } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import { personBehind } from '../key/person-behind.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import { markColumns, presentMark } from './present.ts';

export type Item = {
  id: string;
  body: unknown;
  changedAt: Date;
  changedById: string | null;
  changedByKeyId: string | null;
};

/** The item of the plan that something is said about. */
export async function getItem(
  tx: Tx,
  migrationId: string,
  { part, name }: Pick<MarkInput, 'part' | 'name'>,
): Promise<Item> {
  const item = await tx.planItem.findUnique({
    where: { migrationId_part_name: { migrationId, part, name } },
    select: { id: true, body: true, changedAt: true, changedById: true, changedByKeyId: true },
  });
  if (!item) throw new AppError('NOT_FOUND', `There is no "${name}" among the ${part} of this plan.`);
  return item;
}

/** Adds a mark, changes none. Who may say it, and that it can be said of the item, is settled by the caller. */
export async function addMark(
  tx: Tx,
  ctx: MigrationContext,
  item: Pick<Item, 'id'>,
  input: MarkInput,
  independence: string | null = null,
): Promise<Audited<z.input<typeof markSchema>>> {
  const now = ctx.now();
  const row = await tx.planMark.create({
    data: {
      id: newId(),
      migrationId: ctx.migrationId,
      ...input,
      dueOn: input.dueOn === null ? null : new Date(input.dueOn),
      at: now,
      recordedAt: now,
      byId: await personBehind(tx, ctx),
      keyId: ctx.actor.type === 'agent' ? ctx.actor.keyId : null,
      by: 'name' in ctx.actor ? ctx.actor.name : '',
      runId: null,
      independence,
    },
    select: markColumns,
  });
  return {
    result: presentMark(row),
    change: {
      subject: { type: 'plan item', id: item.id, name: `${input.part} ${input.name}` },
      after: { ...input, ...(independence ? { independence } : {}) },
    },
    emit: [
      { topic: 'plan', ids: [item.id] },
      { topic: 'verdict', ids: [] },
    ],
  };
}
