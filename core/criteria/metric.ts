import type { CheckKind } from '../check/kinds.ts';
import type { Evidence } from '../evidence/rollup.ts';
import type { CriterionResult } from './criterion-result.ts';
import type { Moments } from './moments.ts';
import type { OptionName } from './options.ts';
import type { Requirement } from './requirement.ts';

/** A share of the items of one part of the plan is asked for: those whose mark has this status. */
export type PlanShare = {
  part: 'scenarios' | 'inventory' | 'cohorts' | 'attestations';
  status: 'passed' | 'documented' | 'validated' | 'attested';
  /** What is still to be done, as the forecast names it: "inventory items". */
  items: string;
};

/** Everything that is known of a metric. Whatever depends on metrics reads it here, so no fact can be forgotten. */
export type Metric<Id extends string = string> = {
  /** As a plan and the API name it. */
  id: Id;
  /** "Field match rate" */
  name: string;
  /** Of its value and its threshold; a ratio is from 0 to 1. */
  unit: CriterionResult['unit'];
  /** Whether more of it is better. */
  better: 'more' | 'less';
  /** The value beyond which there is none, so that asking for it asks for nothing; null: there is always more. */
  most: '1' | null;
  /** What it is held to where a criterion gives no threshold: "the SLA of the check". Null: it needs a threshold. */
  withoutThreshold: string | null;
  /** What is usually asked of it, as the tests over all metrics ask. */
  usual: Pick<Requirement, 'comparator' | 'threshold'>;
  /** The least evidence that can meet it: with less it can fail, and never pass. Of each dataset where it speaks of one. */
  least: string;
  /** The part of Parallax it waits for: until then it blocks nothing. Null: it is judged. */
  waitsFor: string | null;
  /** Kinds of check it rests on, in every dataset of its scope. */
  requires: readonly CheckKind[];
  /** Kinds of check whose evidence it reads at all, those that it requires among them. */
  reads: readonly CheckKind[];
  /**
   * What its value is a number of: discrepancies that may stay open up to the threshold (unit `count`), clean days, covered cells, or done items
   * of the plan. `figure`: of anything else, such as a rate, a time or an age.
   */
  counts: 'figure' | 'discrepancies' | 'clean_days' | 'cells' | PlanShare;
  /**
   * How many days back it looks where a criterion does not say, and what looking further back does. `either`: it may loosen, for a longer
   * window dilutes and a shorter one forgets. Null: it looks at the newest evidence, or knows no other window.
   */
  window: { days: number; longer: 'tightens' | 'either' } | null;
  /** What a criterion may ask besides, in the order in which it is listed to people. */
  options: readonly OptionName[];
  /** Where somebody goes who wants to do something about it; what was not tested or is overdue leads to the evidence, except in the plan. */
  page: 'plan' | 'evidence' | 'discrepancies';
  /**
   * What is worked off before it is met, for the forecast. `differences`: all that are open, where its value recovers with them. Null:
   * nothing that can be counted, but for what it `counts` itself.
   */
  backlog: 'differences' | 'first_results' | null;
  /**
   * When its result changes by time alone, though no evidence comes: whatever `evaluate` compares with `now`. The verdict is computed anew at
   * these moments. Those that metrics share are in `moments.ts`.
   */
  changesAt: readonly Moments[];
  /** What a criterion says at a moment. Depends on its arguments only. */
  evaluate: (requirement: Requirement, evidence: Evidence, now: Date) => CriterionResult;
};

export type ShareMetric<Id extends string> = Metric<Id> & { counts: PlanShare };

/** Of what part of the plan it asks a share; null: of none. */
export function planShareOf({ counts }: Pick<Metric, 'counts'>): PlanShare | null {
  return typeof counts === 'string' ? null : counts;
}

/** The window of a criterion: its own, or that of its metric. Null: the metric knows none. */
export function windowDaysOf(
  { window }: Pick<Metric, 'window'>,
  { windowDays }: Pick<Requirement, 'windowDays'>,
): number | null {
  return windowDays ?? window?.days ?? null;
}
