import type { Maker } from '../approval/second-person.ts';

export type SentBy = { keyId: string; makerId: string | null; behindId: string | null; openedAt: Date };

/** Who stands behind evidence: who made the key, and who has adopted it. Whoever may make keys may have sent it. */
export function lateMakers({ keyId, makerId, behindId, openedAt: at }: SentBy): Maker[] {
  return [...new Set([makerId, behindId])].map((userId) => ({ userId, keyId, at, permission: 'keys.edit' }));
}
