import type { Tx } from '../scope.ts';

/** Whether the parallel run has begun: there is evidence, or a decision. Before that a plan is still being made, and nobody counts on it. */
export async function hasStarted(tx: Tx, migrationId: string): Promise<boolean> {
  const run = await tx.run.findFirst({ where: { migrationId, state: 'completed' }, select: { runId: true } });
  if (run) return true;
  if (await tx.metricHour.findFirst({ where: { migrationId }, select: { hour: true } })) return true;
  return (await tx.decision.findFirst({ where: { migrationId, state: 'decided' }, select: { id: true } })) !== null;
}
