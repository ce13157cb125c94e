import { judgedParts } from '#core/evidence/plan-facts.ts';
import type { Tx } from '../scope.ts';

/**
 * Whether the parallel run has begun: there is something that a verdict reads beside the plan. Before that a plan is still being made, and
 * nobody counts on it. A run counts from when it was opened, whatever became of it, and what waits for a second person counts too: whoever
 * changes the plan may have seen what it says.
 */
export async function hasStarted(tx: Tx, migrationId: string): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ started: boolean }[]>`
    SELECT EXISTS (SELECT FROM run_receipt WHERE migration_id = ${migrationId}::uuid)
      OR EXISTS (SELECT FROM metric_hour WHERE migration_id = ${migrationId}::uuid)
      OR EXISTS (SELECT FROM late_evidence WHERE migration_id = ${migrationId}::uuid)
      OR EXISTS (SELECT FROM plan_mark WHERE migration_id = ${migrationId}::uuid AND part = ANY (${[...judgedParts]}))
      OR EXISTS (SELECT FROM waiver WHERE migration_id = ${migrationId}::uuid)
      OR EXISTS (SELECT FROM decision WHERE migration_id = ${migrationId}::uuid AND state = 'decided') AS started`;
  return found?.started === true;
}
