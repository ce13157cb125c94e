import { z } from 'zod';
import { type CriterionDefinition, criterionDefinitionSchema } from '#core/criteria/schema.ts';
import { slugSchema, uuidSchema } from '#core/schema-parts.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export const criterionViewSchema = z.strictObject({
  id: uuidSchema,
  key: slugSchema,
  ...criterionDefinitionSchema.shape,
});
export type CriterionView = CriterionDefinition & { id: string; key: string };

export const criterionColumns = {
  id: true,
  key: true,
  metric: true,
  comparator: true,
  threshold: true,
  scope: true,
  blocking: true,
  ownerTeam: true,
  gates: true,
  windowDays: true,
  options: true,
} as const satisfies Prisma.CriterionSelect;

type CriterionRow = Prisma.CriterionGetPayload<{ select: typeof criterionColumns }>;

export const presentCriterion = ({ id, key, gates, windowDays, options, ...row }: CriterionRow): CriterionView => ({
  id,
  key,
  ...criterionDefinitionSchema.parse({
    ...row,
    ...(gates.length > 0 ? { gates } : {}),
    ...(windowDays === null ? {} : { windowDays }),
    ...(options === null ? {} : { options }),
  }),
});
