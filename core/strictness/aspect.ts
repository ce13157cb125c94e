import type { Direction } from '../criteria/direction.ts';
import { isSame } from '../plan/diff-plan.ts';

/** One thing in which two states of a subject differ, and what the change from one to the other does. */
export type Aspect<Name extends string = string, Value = string> = {
  name: Name;
  before: Value;
  after: Value;
  direction: Direction;
};

/** What a change of a whole subject does: `added` and `removed` where that makes nothing easier to meet. */
export type ChangeDirection = Direction | 'added' | 'removed';

/** Nothing where both say the same. */
export function aspect<Name extends string, Value>(
  name: Name,
  before: Value,
  after: Value,
  direction: Direction,
): Aspect<Name, Value>[] {
  return isSame(before, after) ? [] : [{ name, before, after, direction }];
}

/** What several changes do together: where one loosens and another tightens, they loosen. Null: there is none. */
export function overall(aspects: readonly { direction: Direction }[]): Direction | null {
  const directions = new Set(aspects.map(({ direction }) => direction));
  if (directions.has('loosens')) return 'loosens';
  if (directions.has('tightens')) return 'tightens';
  return directions.size > 0 ? 'changes' : null;
}
