import type { RunOf } from '#core/run/schema.ts';
import { newId } from '../new-id.ts';
import type { RawTx } from '../scope.ts';

type Marked = { migrationId: string; run: RunOf<'scenario'>; at: Date; receivedAt: Date };

/** What a run of kind `scenario` says about the scenarios of the plan, as of its watermark. Part of the transaction that stores it. */
export async function markScenarios(tx: RawTx, { migrationId, run, at, receivedAt }: Marked): Promise<void> {
  if (run.scenarios.length === 0) return;
  const marks = run.scenarios.map(({ name, result, message = '' }) => ({
    id: newId(),
    name,
    status: result,
    note: message.slice(0, 2_000),
  }));
  await tx.$executeRaw`
    INSERT INTO plan_mark (migration_id, id, part, name, status, note, at, recorded_at, "by", run_id)
    SELECT ${migrationId}::uuid, m.id, 'scenarios', m.name, m.status, m.note, ${at}, ${receivedAt}, ${run.tool.name}, ${run.runId}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) AS m (id uuid, name text, status text, note text)`;
}
