import type { ChangeDirection } from '#core/criteria/loosens.ts';
import type { ChangeSubject } from '#core/criteria/open-loosenings.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { MigrationContext } from '../context.ts';
import { personBehind } from '../key/person-behind.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import { hasStarted } from './has-started.ts';

type Change = {
  subject: ChangeSubject;
  id: string;
  /** Of a criterion its key, of a dataset its name, of an item "scenario Links". */
  key: string;
  before: Prisma.InputJsonObject | null;
  after: Prisma.InputJsonObject | null;
  direction: ChangeDirection;
};

/** Writes into the ledger what the verdict asks differently from now on. The plan is locked, and its version is not written yet. */
export async function recordChanges(
  tx: Tx,
  ctx: MigrationContext,
  changes: readonly Change[],
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
    data: changes.map(({ subject, id, key, before, after, direction }) => ({
      id: newId(),
      migrationId,
      subject,
      subjectId: id,
      key,
      at: ctx.now(),
      byId,
      byKeyId: actor.type === 'agent' ? actor.keyId : null,
      by: 'name' in actor ? actor.name : '',
      reason,
      before: before ?? Prisma.DbNull,
      after: after ?? Prisma.DbNull,
      direction,
      flagged: started && direction === 'loosens',
      // The one that is written next: what differs makes a plan that differs.
      planVersion: planVersion + 1,
    })),
  });
}
