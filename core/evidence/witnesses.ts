import type { Pairing } from '../run/pairing.ts';
import { HOUR_MS } from '../time/units.ts';
import type { LargerFailure, RunFigures } from './figures.ts';
import type { TotalsAsked } from './totals-asked.ts';
import type { AllAsked } from './units-asked.ts';

/** A count or scan of a dataset, or of a part of it: there are no fewer rows. `target` null: it says nothing of it. `failed`: a count whose sides differ. */
export type Seen = { asOf: string; legacy: number; target: number | null; failed: boolean };

/** A whole count or scan: how many legacy rows it saw. In order of time. */
export type SizeSeen = {
  asOf: string;
  receivedAt: string;
  isCount: boolean;
  legacy: number /** A count that says by itself how many there are (`tieCount`). */;
  isBelieved: boolean;
};

export type Sides = { legacy: number; target: number };
/** A whole count of a dataset, as of a moment. `lagMs`: it may leave out rows that were written so long before; left out: none. */
export type Count = Sides & { asOf: string; lagMs?: number | undefined };

/** What other evidence knew of a dataset when a run looked at it. */
export type Witnesses = {
  /** The two counts before the run and the two after it, in order of time; one at the same moment stands before. After: `WITNESS_AFTER_MS`. */
  before: readonly Count[];
  after: readonly Count[];
  /** The run of the same check before it; null: it is the first. `atLeast`: the most legacy rows that any run up to then saw. `units`: of structure, totals and events, how many they ask for; `totals`: which ones. `pairing`: by which columns the next run pairs its rows; left out: not known. */
  previous: {
    columns: readonly string[];
    atLeast: number;
    units?: AllAsked;
    totals?: TotalsAsked;
    pairing?: Pairing['asked'] | undefined;
  } | null;
  /** Of a scan: those that failed before it and that none answers (`failuresBefore`); left out: none. */
  failures?: readonly LargerFailure[];
  /** Of a count: what was seen of its dataset for as long as sizes have to be shown (`seenBefore`); left out: nothing. */
  seen?: readonly Seen[];
  /** Of a scan after one that failed: whole counts and scans up to it, in order of time; left out: none. */
  sizes?: readonly SizeSeen[];
};

/**
 * A count that came longer after a run says nothing of it: evidence changes days of the past for so long and no longer, unless a second
 * person accepts it (`lateEvidenceHours`).
 */
export const WITNESS_AFTER_MS = 72 * HOUR_MS;

export const NO_WITNESSES: Witnesses = { before: [], after: [], previous: null };

/** How the size of a run and the counts around it fit. */
export type SizeTie = NonNullable<RunFigures['size']>;
