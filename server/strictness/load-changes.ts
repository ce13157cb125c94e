import { z } from 'zod';
import { planPartNames } from '#core/part/plan-parts.ts';
import type { PlanDifference } from '#core/plan/plan-differences.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../scope.ts';

const changedPartSchema = z.enum([...planPartNames, 'migration', 'settings', 'datasets', 'criteria']);
const stateSchema = z.enum(['free', 'effective', 'waits', 'approved', 'settled']);

/** One line of the ledger: what was changed by whom, why, and whether it needed a second person. */
export type LoadedChange = PlanDifference & {
  id: string;
  at: string;
  by: string;
  byId: string | null;
  byKeyId: string | null;
  reason: string;
  planVersion: number;
  state: z.infer<typeof stateSchema>;
  approvedAt: string | null;
  approvedBy: string | null;
  independence: string | null;
};

/** Changes of a plan, oldest first. */
export async function loadChanges(
  tx: Tx,
  migrationId: string,
  only: Prisma.PlanChangeWhereInput = {},
): Promise<LoadedChange[]> {
  const rows = await tx.planChange.findMany({
    where: { ...only, migrationId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    omit: { migrationId: true, approvedById: true },
  });
  return rows.map(({ at, approvedAt, part, state, ...row }) => ({
    ...row,
    part: changedPartSchema.parse(part),
    at: at.toISOString(),
    state: stateSchema.parse(state),
    approvedAt: approvedAt?.toISOString() ?? null,
  }));
}
