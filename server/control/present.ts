import { type BlackoutWindow, blackoutWindowSchema } from '#core/blackout/schema.ts';
import { checkKindSchema, samplingSchema, scheduleSchema, tolerancesSchema } from '#core/check/schema.ts';
import type { AgentConfig } from '#core/control/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { datasetColumns } from '../dataset/present.ts';

export const configColumns = {
  ...datasetColumns,
  checks: {
    where: { enabled: true },
    orderBy: { kind: 'asc' },
    select: { id: true, datasetId: true, kind: true, schedule: true, tolerances: true, sampling: true },
  },
} as const satisfies Prisma.DatasetSelect;

type CheckRow = Prisma.DatasetGetPayload<{ select: typeof configColumns }>['checks'][number];

export function presentCheck(row: CheckRow): AgentConfig['checks'][number] {
  return {
    id: row.id,
    datasetId: row.datasetId,
    kind: checkKindSchema.parse(row.kind),
    schedule: scheduleSchema.parse(row.schedule),
    tolerances: tolerancesSchema.parse(row.tolerances),
    sampling: samplingSchema.nullable().parse(row.sampling),
  };
}

export function presentBlackout({ body }: Prisma.PlanItemGetPayload<{ select: { body: true } }>): BlackoutWindow {
  return blackoutWindowSchema.parse(body);
}
