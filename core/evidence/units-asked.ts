import type { Run } from '../run/schema.ts';

/** What the runs of a check up to some moment ask of the next one. */
export type UnitsAsked = {
  /** Columns, totals, or events in which violations were found; 0: nothing is asked. */
  atLeast: number;
  /** All that was looked at to find so many; null: everything. A run that does not reach all of it says nothing of them. */
  within: Run['window'];
  /** Runs since that reached all of it and saw fewer: when the first was received, and the most that any saw. */
  fewer: { since: string; most: number } | null;
};

/** Of totals, the rows of a run that found one that differs as well. */
export type AllAsked = UnitsAsked & { rows?: UnitsAsked | null };
