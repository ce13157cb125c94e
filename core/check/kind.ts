import type { DifferenceClass } from './difference-class.ts';
import type { Tolerances } from './tolerances.ts';

/**
 * Everything that is known of a kind of check before it runs. Whatever depends on kinds reads it here, so no fact can be forgotten. A page
 * that reads this does not load zod with it; what becomes of a run of the kind is beside the schema of runs (`core/run/run-kind.ts`).
 */
export type Kind<Id extends string = string> = {
  /** As a plan, an agent and the API name it. */
  id: Id;
  /** "Record count" */
  name: string;
  /** In a sentence: "has no record-count check". */
  inText: string;
  /** "Are there as many rows on both sides?" */
  asks: string;
  /**
   * Whether it finds discrepancies. `alone`: what no other kind would, so that it found nothing counts only where it looked at everything.
   * `points`: at rows that a field-level comparison names. `none`: that it is silent says nothing about one.
   */
  finds: 'alone' | 'points' | 'none';
  /** What says how much of a dataset its runs should have seen: it counts itself, the counts around a scan, or earlier runs of its check. */
  size: 'counts' | 'scan' | 'units' | null;
  /** Whether a plan can ask it for everything, so that a sample is less; the others measure what comes by. */
  canSeeAll: boolean;
  /** Whether a sample is all that there is of it, so that one leaves nothing out. */
  isAlwaysSampled: boolean;
  /** Whether one run can be worse than another and match all the same: what it measured is compared with limits of criteria. */
  hasOwnFigure: boolean;
  /** Whether it measures traffic and asks neither database. */
  isTelemetry: boolean;
  /** What `lagMs` of a check is: the lag of the dataset, or the most that may be measured. */
  lag: 'of_dataset' | 'limit';
  /** Which tolerances mean something for it, as the form asks for them. */
  tolerances: readonly (keyof Tolerances)[];
  /** What a difference of it may come from, once a field-level run accounts for it. */
  accountedBy: readonly DifferenceClass[];
  /** How often it runs where nobody says how often; null: not at all. */
  everyMs: number | null;
  /** Whether the form of a dataset asks how often it runs. */
  isInForm: boolean;
};

/** Of a kind that compares both sides whenever its check is due. */
export const compares = {
  canSeeAll: true,
  isAlwaysSampled: false,
  hasOwnFigure: false,
  isTelemetry: false,
  lag: 'of_dataset',
} as const;

/** Of a kind that measures what comes by. */
export const measures = {
  finds: 'none',
  size: null,
  canSeeAll: false,
  hasOwnFigure: true,
  isTelemetry: true,
  accountedBy: [],
  everyMs: null,
  isInForm: false,
} as const;
