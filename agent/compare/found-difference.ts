import type { DifferenceClass } from '../../core/check/difference-class.ts';
import type { Field } from '../row/row-line.ts';

export type State = 'confirmed' | 'suspected';

/** One difference with its clear values; what leaves the agent is masked later. */
export type FoundDifference = {
  class: DifferenceClass;
  state: State;
  key: Field[];
  /** Index of the differing column; undefined where the row as a whole is the difference. */
  column: number | undefined;
  legacy: Field | undefined;
  target: Field | undefined;
  money: string | undefined;
  observedAt: string;
};
