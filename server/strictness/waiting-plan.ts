import type { PlanDifference } from '#core/plan/plan-differences.ts';
import type { Maker } from '../approval/second-person.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import type { Tx } from '../scope.ts';
import { findUnapproved, type Unapproved } from './find-unapproved.ts';
import { type LoadedChange, loadChanges } from './load-changes.ts';
import { keyOf } from './record-changes.ts';

/** One thing of the plan that waits, with everything that was done to it since it began to. */
export type WaitingDifference = {
  /** Of exactly this change: once it is another one it has another id. */
  id: string;
  difference: PlanDifference;
  /** Oldest first. */
  changes: LoadedChange[];
};

type Waiting = { unapproved: Unapproved; items: WaitingDifference[] };

/** Null: nothing of the plan waits. */
export async function loadWaitingPlan(tx: Tx, migrationId: string): Promise<Waiting | null> {
  const unapproved = await findUnapproved(tx, migrationId);
  if (!unapproved) return null;
  const made = Map.groupBy(await loadChanges(tx, migrationId, { state: 'waits' }), keyOf);
  const items = unapproved.waiting.map((difference) => ({
    id: sha256(canonicalJson(difference)),
    difference,
    changes: made.get(keyOf(difference)) ?? [],
  }));
  return { unapproved, items };
}

/** Everybody who had a part in it: whoever made what is now there easier, and whoever changed that again. */
export function makersOf({ changes }: Pick<WaitingDifference, 'changes'>): Maker[] {
  // What nobody is known to have done could have been done by anybody who may.
  if (changes.length === 0) return [{ userId: null, permission: 'plan.edit' }];
  return changes.map(({ byId, byKeyId, at }) => ({
    userId: byId,
    keyId: byKeyId,
    at: new Date(at),
    // What a key may do: criteria are changed by people, or with the whole plan.
    permission: 'plan.edit' as const,
  }));
}

export const CHANGED_IT = 'changed it';
