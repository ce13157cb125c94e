import type { RunOf } from '#core/run/schema.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';

type Marked = { migrationId: string; run: RunOf<'scenario'>; at: Date; receivedAt: Date };

/** What a run of kind `scenario` says about the scenarios of the plan, as of its watermark. Part of the transaction that stores it. */
export async function markScenarios(tx: Tx, { migrationId, run, at, receivedAt }: Marked): Promise<void> {
  if (run.scenarios.length === 0) return;
  await tx.planMark.createMany({
    data: run.scenarios.map(({ name, result, message = '' }) => ({
      id: newId(),
      migrationId,
      part: 'scenarios',
      name,
      member: null,
      status: result,
      note: message.slice(0, 2_000),
      evidence: null,
      at,
      recordedAt: receivedAt,
      byId: null,
      by: run.tool.name,
      runId: run.runId,
    })),
  });
}
