import type { CriterionDefinition } from '#core/criteria/schema.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';

/** What a criterion was and is to be; null: it is not there. */
export type CriterionChange = {
  id: string;
  key: string;
  before: CriterionDefinition | null;
  after: CriterionDefinition | null;
};

/** Makes criteria what they are to be, as part of a change of the plan. */
export async function changeCriteria(
  tx: Tx,
  ctx: MigrationContext,
  changes: readonly CriterionChange[],
): Promise<void> {
  const { migrationId } = ctx;
  for (const { id, key, before, after } of changes) {
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
}

function rowOf({ gates, windowDays, options, ...rest }: CriterionDefinition) {
  return { ...rest, gates: gates ?? [], windowDays: windowDays ?? null, options: options ?? Prisma.DbNull };
}
