import { type ChangeDirection, directionOf } from '#core/criteria/loosens.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import { hasStarted } from './has-started.ts';

/** What a criterion was and is to be; null: it is not there. */
export type CriterionEdit = {
  id: string;
  key: string;
  before: CriterionDefinition | null;
  after: CriterionDefinition | null;
};

/**
 * The one way in which criteria change once a migration is there: whoever writes them through this leaves the change behind, with what it
 * does to how hard they are to meet. The plan is locked by the caller, who writes the plan's version afterwards.
 */
export async function writeCriteria(
  tx: Tx,
  ctx: MigrationContext,
  edits: readonly CriterionEdit[],
  reason: string,
): Promise<void> {
  const { migrationId } = ctx;
  for (const { id, key, before, after } of edits) {
    if (isSame(before, after)) continue;
    const where = { migrationId_id: { migrationId, id } };
    if (after === null) await tx.criterion.delete({ where, select: { id: true } });
    else {
      const data = rowOf(after);
      await tx.criterion.upsert({
        where,
        create: { id, migrationId, key, createdAt: ctx.now(), ...data },
        update: data,
        select: { id: true },
      });
    }
  }
  const changes = edits.flatMap((edit) => {
    const direction = directionOf(edit.before, edit.after);
    return direction === null ? [] : [{ ...edit, direction }];
  });
  await recordChanges(tx, ctx, changes, reason);
}

function rowOf({ gates, windowDays, options, ...rest }: CriterionDefinition) {
  return { ...rest, gates: gates ?? [], windowDays: windowDays ?? null, options: options ?? Prisma.DbNull };
}

async function recordChanges(
  tx: Tx,
  ctx: MigrationContext,
  changes: readonly (CriterionEdit & { direction: ChangeDirection })[],
  reason: string,
): Promise<void> {
  if (changes.length === 0) return;
  const { migrationId, actor } = ctx;
  const { planVersion } = await tx.migration.findUniqueOrThrow({
    where: { id: migrationId },
    select: { planVersion: true },
  });
  const started = changes.some(({ direction }) => direction === 'loosens') && (await hasStarted(tx, migrationId));
  const byId = await personBehind(tx, ctx);
  await tx.criterionChange.createMany({
    data: changes.map(({ id, key, before, after, direction }) => ({
      id: newId(),
      migrationId,
      criterionId: id,
      key,
      at: ctx.now(),
      byId,
      by: 'name' in actor ? actor.name : '',
      reason,
      before: before ?? Prisma.DbNull,
      after: after ?? Prisma.DbNull,
      direction,
      flagged: started && direction === 'loosens',
      // The one that is written next: a criterion that differs makes a plan that differs.
      planVersion: planVersion + 1,
    })),
  });
}

/** What a key does counts as done by who made the key: they do not approve it either. */
async function personBehind(tx: Tx, { actor, migrationId }: MigrationContext): Promise<string | null> {
  if (actor.type === 'user') return actor.id;
  if (actor.type !== 'agent') return null;
  const where = { migrationId_id: { migrationId, id: actor.keyId } };
  return (await tx.apiKey.findUnique({ where, select: { createdById: true } }))?.createdById ?? null;
}
