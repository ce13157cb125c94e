import { z } from 'zod';
import type { RecordedChange } from '#core/criteria/open-loosenings.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '#core/criteria/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../scope.ts';

const directionSchema = z.enum(['loosens', 'tightens', 'changes', 'added', 'removed']);
const definitionSchema = criterionDefinitionSchema.nullable();

export type LoadedChange = RecordedChange & {
  criterionId: string;
  by: string;
  byId: string | null;
  reason: string;
  after: CriterionDefinition | null;
  planVersion: number;
  approvedBy: string | null;
};

/** Changes of criteria, oldest first. */
export async function loadChanges(
  tx: Tx,
  migrationId: string,
  only: Prisma.CriterionChangeWhereInput = {},
): Promise<LoadedChange[]> {
  const rows = await tx.criterionChange.findMany({
    where: { ...only, migrationId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    omit: { migrationId: true },
  });
  return rows.map(({ at, approvedAt, approvedById, before, after, direction, ...row }) => ({
    ...row,
    at: at.toISOString(),
    before: definitionSchema.parse(before),
    after: definitionSchema.parse(after),
    direction: directionSchema.parse(direction),
    // Four eyes, whatever wrote the row.
    approvedAt: approvedById !== null && approvedById !== row.byId ? (approvedAt?.toISOString() ?? null) : null,
  }));
}
