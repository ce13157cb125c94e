import type { CheckKind } from '#core/check/schema.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import type { SavedDataset } from './save-datasets.ts';

type SavedCheck = { id: string; datasetId: string; kind: CheckKind };

/** Inserts or changes the declared checks, one of each kind a dataset. Returns every check of these datasets that was declared now. */
export async function saveChecks(
  tx: Tx,
  ctx: MigrationContext,
  datasets: readonly SavedDataset[],
): Promise<SavedCheck[]> {
  const { migrationId } = ctx;
  const saved: SavedCheck[] = [];
  for (const { id: datasetId, checks } of datasets) {
    for (const { kind, schedule, tolerances, sampling } of checks) {
      const data = { schedule, tolerances, sampling: sampling ?? Prisma.DbNull };
      const { id } = await tx.check.upsert({
        where: { migrationId_datasetId_kind: { migrationId, datasetId, kind } },
        create: { id: newId(), migrationId, datasetId, kind, createdAt: ctx.now(), ...data },
        update: data,
        select: { id: true },
      });
      saved.push({ id, datasetId, kind });
    }
  }
  return saved;
}
