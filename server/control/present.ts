import { z } from 'zod';
import { checkKindSchema, samplingSchema, scheduleSchema, tolerancesSchema } from '#core/check/schema.ts';
import type { AgentConfig } from '#core/control/schema.ts';
import { columnSchema, criticalitySchema } from '#core/dataset/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export const configColumns = {
  id: true,
  name: true,
  legacyRef: true,
  targetRef: true,
  keyColumns: true,
  columns: true,
  moneyColumn: true,
  watermarkColumn: true,
  criticality: true,
  ownerTeam: true,
  wave: true,
  mayBeEmpty: true,
  lagMs: true,
  domain: { select: { name: true } },
  checks: {
    where: { enabled: true },
    orderBy: { kind: 'asc' },
    select: { id: true, datasetId: true, kind: true, schedule: true, tolerances: true, sampling: true },
  },
} as const satisfies Prisma.DatasetSelect;

type DatasetRow = Prisma.DatasetGetPayload<{ select: typeof configColumns }>;

export function presentDataset({ checks: _, domain, ...row }: DatasetRow): AgentConfig['datasets'][number] {
  return {
    ...row,
    domain: domain.name,
    columns: z.array(columnSchema).parse(row.columns),
    criticality: criticalitySchema.parse(row.criticality),
    lagMs: Number(row.lagMs),
  };
}

export function presentCheck(row: DatasetRow['checks'][number]): AgentConfig['checks'][number] {
  return {
    id: row.id,
    datasetId: row.datasetId,
    kind: checkKindSchema.parse(row.kind),
    schedule: scheduleSchema.parse(row.schedule),
    tolerances: tolerancesSchema.parse(row.tolerances),
    sampling: samplingSchema.nullable().parse(row.sampling),
  };
}
