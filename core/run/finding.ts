import type { DiscrepancyClass } from '../check/discrepancy-class.ts';
import type { Pattern } from './difference.ts';

export const NO_PATTERN: Pattern = { id: 'none', params: {}, version: 1 };

/** What makes differences of a dataset one group. `field` is the column, or the scenario or check of the classes that have no column. */
export type GroupKey = { class: DiscrepancyClass; field: string | null; pattern: Pattern };

/** One group as one run saw it. */
export type Finding = GroupKey & {
  rowCount: number;
  /** True unless the agent counted the group itself or listed every difference of it. */
  estimated: boolean;
  moneyNet: string | null;
  moneyGross: string | null;
  /** Differences of it that were listed. */
  samples: number;
};

export function foundOf(kind: DiscrepancyClass, field: string | null, rowCount: number, estimated = false): Finding {
  const money = { moneyNet: null, moneyGross: null };
  return { class: kind, field, pattern: NO_PATTERN, rowCount, estimated, ...money, samples: 0 };
}

export type Trace =
  /** Exact counts or a complete listing show none left. */
  | 'none_left'
  | 'still_there'
  /** A sample, another window, skipped parts, suspected rows, a column not compared: proves neither. */
  | 'cannot_say';
