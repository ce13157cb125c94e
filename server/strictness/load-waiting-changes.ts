import type { PlanDifference } from '#core/plan/plan-differences.ts';
import { differenceTitle } from '#core/strictness/difference-words.ts';
import type { WaitingChange } from '#core/verdict/schema.ts';
import type { Tx } from '../scope.ts';
import { loadChanges } from './load-changes.ts';
import { keyOf } from './record-changes.ts';

/** What waits, with who changed it last. */
export async function loadWaitingChanges(
  tx: Tx,
  migrationId: string,
  waiting: readonly PlanDifference[],
): Promise<WaitingChange[]> {
  const made = new Map(
    (await loadChanges(tx, migrationId, { state: 'waits' })).map((change) => [keyOf(change), change]),
  );
  return waiting.map(({ part, name }) => {
    const change = made.get(keyOf({ part, name }));
    if (!change) throw new Error(`Nobody changed the ${differenceTitle({ part, name })}, which waits.`);
    return { part, name, title: differenceTitle({ part, name }), at: change.at, by: change.by };
  });
}
