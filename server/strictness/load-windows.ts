import type { Tx } from '../scope.ts';
import { idOf, type MadeChange, type WaitingDifference } from './waiting-plan.ts';

/**
 * Windows of the calendar as a second person approves them: with what waits of them, if anything does, and who entered them. `waiting`: all
 * that waits of the plan.
 */
export async function loadWindows(
  tx: Tx,
  migrationId: string,
  waiting: readonly WaitingDifference[],
): Promise<WaitingDifference[]> {
  const rows = await tx.planItem.findMany({
    where: { migrationId, part: 'calendar' },
    select: { name: true, body: true, changedAt: true, changedBy: true, changedById: true, changedByKeyId: true },
  });
  return rows.map(({ name, body, changedAt, changedBy: by, changedById: byId, changedByKeyId: byKeyId }) => {
    const entered: MadeChange = { id: null, by, byId, byKeyId, at: changedAt.toISOString(), reason: '' };
    const waits = waiting.find(({ difference }) => difference.part === 'calendar' && difference.name === name);
    if (waits) return { ...waits, changes: [...waits.changes, entered] };
    const difference = { part: 'calendar' as const, name, before: null, after: body };
    return { id: idOf(difference), difference, changes: [entered] };
  });
}

export const ENTERED_IT = 'entered it';
