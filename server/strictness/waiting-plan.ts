import { AppError } from '#core/errors.ts';
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
  changes: MadeChange[];
};

/** Who did it, when and why; `id` null: it stands in no ledger. */
export type MadeChange = Pick<LoadedChange, 'by' | 'byId' | 'byKeyId' | 'at' | 'reason'> & { id: string | null };

type Waiting = { unapproved: Unapproved; items: WaitingDifference[] };

/** Null: nothing of the plan waits. */
export async function loadWaitingPlan(tx: Tx, migrationId: string): Promise<Waiting | null> {
  const unapproved = await findUnapproved(tx, migrationId);
  if (!unapproved) return null;
  const made = Map.groupBy(await loadChanges(tx, migrationId, { state: 'waits' }), keyOf);
  const items = unapproved.waiting.map((difference) => ({
    id: idOf(difference),
    difference,
    changes: made.get(keyOf(difference)) ?? [],
  }));
  return { unapproved, items };
}

export const idOf = (difference: PlanDifference): string => sha256(canonicalJson(difference));

/** Everybody who had a part in it: whoever made what is now there easier, and whoever changed that again. */
export function makersOf({ id: itemId, changes }: Pick<WaitingDifference, 'id' | 'changes'>): Maker[] {
  // What nobody is known to have done could have been done by anybody who may.
  if (changes.length === 0) return [{ itemId, userId: null, permission: 'plan.edit' }];
  return changes.map(({ byId, byKeyId, at }) => ({
    itemId,
    userId: byId,
    keyId: byKeyId,
    at: new Date(at),
    // What a key may do: criteria are changed by people, or with the whole plan.
    permission: 'plan.edit' as const,
  }));
}

export const CHANGED_IT = 'changed it';

/** Of ids that name nothing as it is now. */
export const notWhatWaits = () =>
  new AppError('CONFLICT', 'What you looked at has changed since, or no longer waits. Look at it again.', {
    problems: [{ pointer: '/ids', message: 'is not what waits now' }],
  });
