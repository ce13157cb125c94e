import { directionOf } from '#core/criteria/loosens.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { recordChanges } from './record-changes.ts';

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
    return direction === null ? [] : [{ subject: 'criterion' as const, ...edit, direction }];
  });
  await recordChanges(tx, ctx, changes, reason);
}

function rowOf({ gates, windowDays, options, ...rest }: CriterionDefinition) {
  return { ...rest, gates: gates ?? [], windowDays: windowDays ?? null, options: options ?? Prisma.DbNull };
}
