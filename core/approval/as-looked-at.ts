import type { WaitingItem } from './schema.ts';

type Looked = Pick<WaitingItem, 'id' | 'title' | 'by' | 'reason' | 'before' | 'after'>;

/** Whether what waits now is, word for word, what somebody looked at: nothing more, nothing less, in any order. */
export function isAsLookedAt(looked: readonly Looked[], now: readonly Looked[]): boolean {
  const words = new Set(looked.map(wordsOf));
  return now.length === looked.length && now.every((item) => words.has(wordsOf(item)));
}

const wordsOf = ({ id, title, by, reason, before, after }: Looked): string =>
  JSON.stringify([id, title, by, reason, before, after]);
