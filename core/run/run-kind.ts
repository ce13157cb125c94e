import type { Tolerances } from '../check/tolerances.ts';
import type { Problem } from '../errors.ts';
import type { Finding, GroupKey, Trace } from './finding.ts';
import type { Run, RunVerdict } from './schema.ts';
import type { Tally } from './tally.ts';
import type { ColumnsOfPlan } from './uncompared-columns.ts';

/** What a run's verdict depends on besides its own values. */
export type JudgeBy = { mayBeEmpty: boolean; tolerances: Tolerances; lagMs?: number | undefined };

/** So many of something: `['column', 12]`. */
export type Unit = readonly [unit: string, count: number];

/** How many a run looked at, how many there are at least, and whether the next one has to look at as many because of it. */
export type Units = { looked: number; there: number; isAsked: boolean };

/**
 * Everything that becomes of a run of one kind, from the values that it reports (`runBodies`). Whatever depends on the kind of a run asks
 * here, so that none of it can be forgotten. A run that says why it could not compare claims nothing, and is not asked.
 */
export type RunKind<R extends Run = Run> = {
  /** Whether it matches, from the values alone. */
  judge(run: R, by: JudgeBy): RunVerdict;
  /** What it found, in one short line: "41 of 8,240 rows differ". */
  describe(run: R): string;
  /** What in its values does not add up. `listed`: the tally of all its differences. */
  findProblems(run: R, listed: Tally): Problem[];
  /** As above, where its values and its coverage say twice how much was looked at. */
  findCoverageProblems(run: R): Problem[];
  /** How much it says it looked at beside its coverage, and where: coverage has to be at least that. */
  claims(run: R): { pointer: string; units: number; unit: string }[];
  /** What it left out of the plan: columns, scenarios. */
  findShortfalls(run: R, plan: ColumnsOfPlan, scenarios: readonly string[]): string[];
  /** How much of what it looked at: a corrected run looks at no less. */
  looked(run: R): Unit[];
  /** What it looks at by name, other than columns, and what was wrong with it: a corrected run names them all. */
  items: {
    noun: string;
    of(run: R, mayBeEmpty: boolean): { name: string; found: string | null }[];
  } | null;
  /**
   * What the next run of the check is held to, where nobody else counts the dataset (`size: 'units'`): "compared 9 of 12 columns that an
   * earlier run knew". Null: counts or nothing say how much there is.
   */
  next: {
    text: readonly [verb: string, noun: string, which: string];
    units(run: R, mayBeEmpty: boolean): Units;
  } | null;
  /**
   * How many rows each side has, by a run over all of them that counts hold against others (`size: 'scan'`); `target` null: it counted
   * legacy alone. Null: its kind is held to something else.
   */
  rows(run: R): { legacy: number; target: number | null } | null;
  /** The groups of differences that it found, none of them empty. Suspected rows are in none. */
  findings(run: R, listed: Tally): Finding[];
  /** What it says about a group known before, last seen by a run of `window`. */
  trace(run: R, group: GroupKey, window: Run['window']): Trace;
  /** Groups that it could prove gone, by class and by field; `fields` null: of no field. */
  provable(run: R, mayBeEmpty: boolean): { class: GroupKey['class']; fields: readonly string[] | null }[];
};

export const none = () => [];

/** Of a kind that looks at no items by name, and leaves nothing out that it could name. */
export const plain = {
  findProblems: none,
  findCoverageProblems: none,
  findShortfalls: none,
  items: null,
  next: null,
  rows: () => null,
} as const;

/** Of a kind that finds no group, and proves none gone. */
export const findsNone = { findings: none, provable: none, trace: (): Trace => 'cannot_say' } as const;
