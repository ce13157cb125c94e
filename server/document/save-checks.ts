import { z } from 'zod';
import type { CheckKind } from '#core/check/kinds.ts';
import { checkKindSchema } from '#core/check/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import type { SavedDataset } from './save-datasets.ts';

const savedSchema = z.object({ id: uuidSchema, datasetId: uuidSchema, kind: checkKindSchema });
type SavedCheck = { id: string; datasetId: string; kind: CheckKind };

/**
 * Inserts or changes the declared checks, one of each kind a dataset, in one statement: plans have thousands. Returns every check of these
 * datasets that was declared now, in the order in which they were declared.
 */
export async function saveChecks(
  tx: Tx,
  ctx: MigrationContext,
  datasets: readonly SavedDataset[],
): Promise<SavedCheck[]> {
  const all = datasets.flatMap(({ id: datasetId, checks }) =>
    checks.map((check) => ({ id: newId(), datasetId, ...check })),
  );
  // Of a kind that is named twice the last holds.
  const declared = [...new Map(all.map((check) => [keyOf(check), check])).values()];
  const rows = await tx.$queryRaw<unknown[]>`
    INSERT INTO plan_check (id, migration_id, dataset_id, kind, schedule, tolerances, sampling, created_at)
    SELECT d.id, ${ctx.migrationId}::uuid, d."datasetId", d.kind, d.schedule, d.tolerances, d.sampling, ${ctx.now()}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(declared)}::jsonb)
      AS d (id uuid, "datasetId" uuid, kind text, schedule jsonb, tolerances jsonb, sampling jsonb)
    ON CONFLICT (migration_id, dataset_id, kind)
      DO UPDATE SET schedule = excluded.schedule, tolerances = excluded.tolerances, sampling = excluded.sampling
    RETURNING id, dataset_id AS "datasetId", kind`;
  const saved = new Map(rows.map((row) => savedSchema.parse(row)).map((row) => [keyOf(row), row]));
  return declared.flatMap((check) => saved.get(keyOf(check)) ?? []);
}

const keyOf = ({ datasetId, kind }: Pick<SavedCheck, 'datasetId' | 'kind'>) => `${datasetId} ${kind}`;
