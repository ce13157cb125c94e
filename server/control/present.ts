import { type BlackoutWindow, blackoutWindowSchema } from '#core/blackout/schema.ts';
import type { AgentConfig } from '#core/control/schema.ts';
import { inForce } from '#core/dataset/in-force.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { checkColumns, presentCheck } from '../document/present-check.ts';
import { datasetColumns, presentDataset } from '../document/present-dataset.ts';
import type { Unapproved } from '../strictness/find-unapproved.ts';

export const configColumns = {
  ...datasetColumns,
  checks: { orderBy: { kind: 'asc' }, select: checkColumns },
} as const satisfies Prisma.DatasetSelect;

type ConfigRow = Prisma.DatasetGetPayload<{ select: typeof configColumns }>;
type ComparedDataset = { dataset: AgentConfig['datasets'][number]; checks: AgentConfig['checks'] };

/** Every dataset with its checks, as it is compared while a change of it may wait for a second person. */
export function askedOf(rows: readonly ConfigRow[], unapproved: Unapproved | null): ComparedDataset[] {
  const approved = new Map(unapproved?.plan.document.datasets.map((dataset) => [dataset.name, dataset]));
  return rows.map(({ checks: rowsOfChecks, ...row }) => {
    const { id, ...standing } = presentDataset(row);
    const all = rowsOfChecks.map((check) => presentCheck(check));
    const declared = { ...standing, checks: all.filter(({ enabled }) => enabled) };
    const known = approved.get(standing.name);
    const { checks, ...dataset } = known ? inForce(known, declared) : declared;
    const ids = new Map(all.map((check) => [check.kind, check.id]));
    return {
      dataset: { id, ...dataset },
      checks: checks.flatMap(({ kind, schedule, tolerances, sampling }) => {
        const checkId = ids.get(kind);
        return checkId === undefined ? [] : [{ id: checkId, datasetId: id, kind, schedule, tolerances, sampling }];
      }),
    };
  });
}

export function presentBlackout({ body }: Prisma.PlanItemGetPayload<{ select: { body: true } }>): BlackoutWindow {
  return blackoutWindowSchema.parse(body);
}
