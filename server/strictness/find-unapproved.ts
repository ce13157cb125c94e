import type { ApprovedPlan } from '#core/plan/approved-plan.ts';
import type { PlanDifference } from '#core/plan/plan-differences.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';

/** A plan of which not everything is approved: what was, and all in which the plan as it stands differs from it. */
export type Unapproved = { plan: ApprovedPlan; waiting: PlanDifference[] };

/** Null: nothing waits, and the plan as it stands is the approved one. What is stored was parsed when it was written. */
export async function findUnapproved(tx: Tx, migrationId: string): Promise<Unapproved | null> {
  const [row] = await tx.$queryRaw<{ plan: ApprovedPlan; waiting: PlanDifference[] }[]>`
    SELECT content AS plan, waiting FROM approved_plan WHERE migration_id = ${migrationId}::uuid`;
  return row ?? null;
}

/** Keeps what was approved for as long as something waits. The plan is locked. */
export async function keepUnapproved(tx: Tx, ctx: MigrationContext, { plan, waiting }: Unapproved): Promise<void> {
  const { migrationId } = ctx;
  if (waiting.length === 0) {
    await tx.approvedPlan.deleteMany({ where: { migrationId } });
    return;
  }
  const { planVersion } = await tx.migration.findUniqueOrThrow({
    where: { id: migrationId },
    select: { planVersion: true },
  });
  const data = { content: json(plan), waiting: json(waiting), version: planVersion, at: ctx.now() };
  await tx.approvedPlan.upsert({ where: { migrationId }, create: { migrationId, ...data }, update: data });
}

/** As it goes into the column, without what is undefined. */
const json = (value: ApprovedPlan | PlanDifference[]): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value));
