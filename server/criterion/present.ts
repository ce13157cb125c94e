import { z } from 'zod';
import { type CriterionDefinition, criterionDefinitionSchema } from '#core/criteria/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export const criterionViewSchema = z.strictObject({ id: uuidSchema, ...criterionDefinitionSchema.shape });

export const criterionColumns = {
  id: true,
  metric: true,
  comparator: true,
  threshold: true,
  scope: true,
  blocking: true,
  ownerTeam: true,
} as const satisfies Prisma.CriterionSelect;

type CriterionRow = Prisma.CriterionGetPayload<{ select: typeof criterionColumns }>;

export const presentCriterion = ({ id, ...row }: CriterionRow): CriterionDefinition & { id: string } => ({
  id,
  ...criterionDefinitionSchema.parse(row),
});
