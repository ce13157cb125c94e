import { lateItemId } from '#core/approval/late-item-id.ts';
import type { Maker } from '../approval/second-person.ts';

export type SentBy = { id: string; keyId: string; makerId: string | null; behindId: string | null; openedAt: Date };

/**
 * Who stands behind evidence as far as it was seen: who made the key, and who has adopted it. Whoever may make keys may have sent it, and
 * answers for agents.
 */
export function lateMakers({ id, keyId, makerId, behindId, openedAt: at }: SentBy, seen: number): Maker[] {
  const itemId = lateItemId({ id, seen });
  return [...new Set([makerId, behindId])].map((userId) => ({ itemId, userId, keyId, at, permission: 'keys.edit' }));
}

export const MADE_THE_KEY = 'made the key that sent it';
