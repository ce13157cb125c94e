import type { DifferenceClass } from '../../core/check/difference-class.ts';
import type { ComparisonPlan } from '../pairing/plan-comparison.ts';
import type { Field } from '../row/row-line.ts';
import type { FoundDifference, State } from './found-difference.ts';
import { GroupTally, moneyBetween } from './group-tally.ts';
import type { Outcome } from './pair-rows.ts';

/** Listed one by one up to here; beyond it each group keeps its first ones. */
const MAX_LISTED = 20_000;
const MAX_LISTED_OF_GROUP = 500;

export type TallyCounts = {
  identical: number;
  modified: number;
  missingInTarget: number;
  extraInTarget: number;
  duplicateInTarget: number;
  suspectedLegacy: number;
  suspectedTarget: number;
};

/** Adds up what a comparison finds. Exact in its counts, groups and money, bounded in what it lists. */
export class Tally {
  readonly counts: TallyCounts = {
    identical: 0,
    modified: 0,
    missingInTarget: 0,
    extraInTarget: 0,
    duplicateInTarget: 0,
    suspectedLegacy: 0,
    suspectedTarget: 0,
  };
  /** Every difference of the run is listed. */
  complete = true;
  private readonly plan: ComparisonPlan;
  private readonly groups = new Map<string, GroupTally>();
  private readonly fieldGroups: (GroupTally | undefined)[] = [];
  private more: FoundDifference[] = [];
  private listed = 0;

  constructor(plan: ComparisonPlan) {
    this.plan = plan;
  }

  addIdentical(rows: number): void {
    this.counts.identical += rows;
  }

  /** `key` is the whole row where there is no key. */
  add(outcome: Outcome, state: State, observedAt: string): void {
    const { modified, missing, extra, duplicate } = outcome;
    this.count(outcome, state);
    const { moneyColumn } = this.plan;
    const base = { state, observedAt, key: outcome.key };
    for (const pair of modified) {
      for (const column of pair.columns) {
        const [legacy, target] = [pair.legacy[column] ?? null, pair.target[column] ?? null];
        const money = column === moneyColumn ? moneyBetween(legacy, target) : undefined;
        this.list({ ...base, class: 'modified', column, legacy, target, money });
      }
    }
    const wholeRows: [DifferenceClass, Field[][]][] = [
      ['missing_in_target', missing],
      ['extra_in_target', extra],
      ['duplicate_in_target', duplicate],
    ];
    for (const [rowClass, rows] of wholeRows) {
      for (const row of rows) {
        const amount = moneyColumn < 0 ? undefined : (row[moneyColumn] ?? null);
        const [from, to] = rowClass === 'missing_in_target' ? [amount, null] : [null, amount];
        const money = from === undefined || to === undefined ? undefined : moneyBetween(from, to);
        this.list({ ...base, class: rowClass, column: undefined, legacy: undefined, target: undefined, money });
      }
    }
  }

  /** Counts a confirmed differing pair without its values. False: some of it would still be listed, use `add`. */
  addUnlisted(columns: readonly number[]): boolean {
    if (this.complete || columns.includes(this.plan.moneyColumn)) return false;
    for (const column of columns) {
      if ((this.fieldGroups[column]?.first.length ?? 0) < MAX_LISTED_OF_GROUP) return false;
    }
    this.counts.modified += 1;
    for (const column of columns) this.fieldGroups[column]?.add(undefined);
    return true;
  }

  /** Confirmed pairs that differ in a column. */
  mismatches(column: number): number {
    return this.fieldGroups[column]?.rows ?? 0;
  }

  /** Groups of confirmed differences, in an order of their own. */
  confirmedGroups(): GroupTally[] {
    const entries = [...this.groups].filter(([, group]) => group.state === 'confirmed');
    return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  }

  differences(): FoundDifference[] {
    return [...[...this.groups.values()].flatMap((group) => group.first), ...this.more];
  }

  private count({ identical, modified, missing, extra, duplicate }: Outcome, state: State): void {
    const { counts } = this;
    counts.identical += identical;
    if (state === 'suspected') {
      counts.suspectedLegacy += modified.length + missing.length;
      counts.suspectedTarget += modified.length + extra.length + duplicate.length;
      return;
    }
    counts.modified += modified.length;
    counts.missingInTarget += missing.length;
    counts.extraInTarget += extra.length;
    counts.duplicateInTarget += duplicate.length;
  }

  private list(found: FoundDifference): void {
    const group = this.groupOf(found);
    group.add(found.money);
    this.listed += 1;
    if (this.listed > MAX_LISTED) {
      this.complete = false;
      this.more = [];
    }
    if (group.first.length < MAX_LISTED_OF_GROUP) group.first.push(found);
    else if (this.complete) this.more.push(found);
  }

  private groupOf({ class: rowClass, column, state }: FoundDifference): GroupTally {
    const name = `${rowClass} ${state} ${column === undefined ? '' : String(column).padStart(5, '0')}`;
    let group = this.groups.get(name);
    if (!group) {
      group = new GroupTally(rowClass, column, state);
      this.groups.set(name, group);
      if (column !== undefined && state === 'confirmed') this.fieldGroups[column] = group;
    }
    return group;
  }
}
