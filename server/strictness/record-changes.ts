import type { PlanDifference } from '#core/plan/plan-differences.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { MigrationContext } from '../context.ts';
import { personBehind } from '../key/person-behind.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';

type Made = {
  changes: readonly PlanDifference[];
  /** All that waits from now on, by whichever change. */
  waiting: readonly PlanDifference[];
  started: boolean;
  reason: string;
  planVersion: number;
};

/** Writes into the ledger what was changed, by whom and why. Before the start only criteria are recorded: a plan is still being made. */
export async function recordChanges(tx: Tx, ctx: MigrationContext, made: Made): Promise<void> {
  const { migrationId, actor } = ctx;
  const waits = new Set(made.waiting.map(keyOf));
  const byId = await personBehind(tx, ctx);
  const recorded = made.changes.filter(({ part }) => made.started || part === 'criteria');
  await tx.planChange.createMany({
    data: recorded.map((change) => ({
      id: newId(),
      migrationId,
      part: change.part,
      name: change.name,
      at: ctx.now(),
      byId,
      by: 'name' in actor ? actor.name : '',
      byKeyId: actor.type === 'agent' ? actor.keyId : null,
      reason: made.reason,
      before: json(change.before),
      after: json(change.after),
      state: made.started ? (waits.has(keyOf(change)) ? 'waits' : 'effective') : 'free',
      planVersion: made.planVersion,
    })),
  });
  const open = await tx.planChange.findMany({
    where: { migrationId, state: 'waits' },
    select: { id: true, part: true, name: true },
  });
  const over = open.filter((change) => !waits.has(keyOf(change))).map(({ id }) => id);
  await tx.planChange.updateMany({ where: { migrationId, id: { in: over } }, data: { state: 'settled' } });
}

export const keyOf = ({ part, name }: { part: string; name: string }): string => JSON.stringify([part, name]);

const json = (value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull =>
  value === null || value === undefined ? Prisma.DbNull : JSON.parse(JSON.stringify(value));
