import { type DatasetDefinition, datasetDefinitionSchema } from '#core/dataset/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export const datasetColumns = {
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
} as const satisfies Prisma.DatasetSelect;

type DatasetRow = Prisma.DatasetGetPayload<{ select: typeof datasetColumns }>;

/** A dataset as it was declared, with its id. */
export function presentDataset({ id, domain, lagMs, ...row }: DatasetRow): DatasetDefinition & { id: string } {
  return { id, ...datasetDefinitionSchema.parse({ ...row, domain: domain.name, lagMs: Number(lagMs) }) };
}
