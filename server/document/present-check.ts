import { z } from 'zod';
import { checkKindSchema, samplingSchema, scheduleSchema } from '#core/check/schema.ts';
import { tolerancesSchema } from '#core/check/tolerances.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export const checkViewSchema = z.strictObject({
  id: uuidSchema,
  datasetId: uuidSchema,
  kind: checkKindSchema,
  schedule: scheduleSchema,
  tolerances: tolerancesSchema,
  sampling: samplingSchema.nullable(),
  enabled: z.boolean(),
});
export type CheckView = z.infer<typeof checkViewSchema>;

export const checkColumns = {
  id: true,
  datasetId: true,
  kind: true,
  schedule: true,
  tolerances: true,
  sampling: true,
  enabled: true,
} as const satisfies Prisma.CheckSelect;

export const presentCheck = (row: Prisma.CheckGetPayload<{ select: typeof checkColumns }>): CheckView =>
  checkViewSchema.parse(row);
