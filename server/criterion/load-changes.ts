import { z } from 'zod';
import type { RecordedChange } from '#core/criteria/open-loosenings.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '#core/criteria/schema.ts';
import type { DeclaredDataset } from '#core/dataset/loosens.ts';
import { declaredDatasetSchema } from '#core/dataset/schema.ts';
import { type CountedItem, countedItemSchema } from '#core/plan/counted-item.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../scope.ts';

const directionSchema = z.enum(['loosens', 'tightens', 'changes', 'added', 'removed']);
const contentSchema = z.discriminatedUnion('subject', [
  z.object({
    subject: z.literal('criterion'),
    before: criterionDefinitionSchema.nullable(),
    after: criterionDefinitionSchema.nullable(),
  }),
  z.object({
    subject: z.literal('dataset'),
    before: declaredDatasetSchema.nullable(),
    after: declaredDatasetSchema.nullable(),
  }),
  z.object({
    subject: z.literal('item'),
    before: countedItemSchema.nullable(),
    after: countedItemSchema.nullable(),
  }),
]);

type After =
  | { subject: 'criterion'; after: CriterionDefinition | null }
  | { subject: 'dataset'; after: DeclaredDataset | null }
  | { subject: 'item'; after: CountedItem | null };

export type LoadedChange = RecordedChange &
  After & {
    subjectId: string;
    by: string;
    byId: string | null;
    byKeyId: string | null;
    reason: string;
    planVersion: number;
    approvedBy: string | null;
    independence: string | null;
  };

/** Changes of criteria, and of datasets and items of the plan what loosened them, oldest first. */
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
  return rows.map(({ at, approvedAt, approvedById, subject, before, after, direction, ...row }) => ({
    ...row,
    at: at.toISOString(),
    ...contentSchema.parse({ subject, before, after }),
    direction: directionSchema.parse(direction),
    // Four eyes, whatever wrote the row.
    approvedAt: approvedById !== null && approvedById !== row.byId ? (approvedAt?.toISOString() ?? null) : null,
  }));
}
