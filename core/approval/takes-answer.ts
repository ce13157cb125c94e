import { type Permission, permissions, type Scope } from '../permissions.ts';

/** A person who said: I have looked at exactly this, and answer for it. */
export type Answer = { userId: string; name: string; atMs: number };

/**
 * `userId` null: nobody knows who. `permission`: what it takes to make such a change, or to make keys that can; asked where a key made it,
 * which anybody may hold, both of who answers for it (they hold it) and of who approves it (they do not).
 * `answers`: of what a key made, by whom it was answered for since.
 */
export type ChangeMaker = {
  userId: string | null;
  keyId: string | null;
  permission: Permission | null;
  atMs: number;
  answers: readonly Answer[];
};

type By = Pick<ChangeMaker, 'userId' | 'keyId'>;

export const isByKey = ({ userId, keyId }: By): boolean => keyId !== null || userId === null;

/**
 * Whether a person has to answer for it before anybody approves it: a key is nobody, and whoever was handed one could approve what they did
 * with it. Where nobody knows who did it, the same is asked of what a key can do.
 */
export function takesAnswer({ permission, userId, keyId }: By & Pick<ChangeMaker, 'permission'>): boolean {
  if (permission === null) return false;
  if (keyId !== null) return true;
  const scopes: readonly Scope[] = permissions[permission].scopes;
  return userId === null && scopes.length > 0;
}

/** It has been answered for, or nobody has to. */
export const isAnsweredFor = (maker: ChangeMaker): boolean => !takesAnswer(maker) || maker.answers.length > 0;
