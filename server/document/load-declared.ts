import type { DeclaredDataset } from '#core/dataset/schema.ts';
import type { Tx } from '../scope.ts';
import { checkColumns, presentCheck } from './present-check.ts';
import { datasetColumns, presentDataset } from './present-dataset.ts';

/** Every dataset with the checks that are done of it, as a plan declares them, in the order in which they were made. */
export async function loadDeclared(tx: Tx, migrationId: string): Promise<{ id: string; dataset: DeclaredDataset }[]> {
  const rows = await tx.dataset.findMany({
    where: { migrationId },
    orderBy: { id: 'asc' },
    select: {
      ...datasetColumns,
      checks: { where: { enabled: true }, orderBy: { kind: 'asc' }, select: checkColumns },
    },
  });
  return rows.map(({ checks, ...row }) => {
    const { id, ...dataset } = presentDataset(row);
    const declared = checks.map((check) => {
      const { kind, schedule, tolerances, sampling } = presentCheck(check);
      return { kind, schedule, tolerances, sampling };
    });
    return { id, dataset: { ...dataset, checks: declared } };
  });
}
