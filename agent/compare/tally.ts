import { Decimal } from 'decimal.js';
import type { DifferenceClass } from '../../core/run/difference.ts';
import type { ComparisonPlan } from '../pairing/plan-comparison.ts';
import type { Field } from '../row/row-line.ts';
import type { Outcome } from './pair-rows.ts';

/** Listed one by one up to here; beyond it each group keeps its first ones. */
const MAX_LISTED = 20_000;
const MAX_LISTED_OF_GROUP = 500;

/** Enough digits for any sum of money that a database holds. */
const Money = Decimal.clone({ precision: 80, toExpNeg: -60, toExpPos: 60 });
const MONEY = /^-?\d{1,40}(\.\d{1,40})?$/;

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

type GroupTally = {
  class: DifferenceClass;
  column: number | undefined;
  rows: number;
  net: Decimal;
  gross: Decimal;
  hasMoney: boolean;
};

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
  /** Confirmed differing pairs, by column. */
  readonly mismatches: number[];
  readonly groups = new Map<string, GroupTally>();
  private readonly plan: ComparisonPlan;
  private readonly first = new Map<string, FoundDifference[]>();
  private more: FoundDifference[] = [];
  private listed = 0;
  complete = true;

  constructor(plan: ComparisonPlan) {
    this.plan = plan;
    this.mismatches = plan.columns.map(() => 0);
  }

  addIdentical(rows: number): void {
    this.counts.identical += rows;
  }

  add(outcome: Outcome, state: State, observedAt: string): void {
    const { counts } = this;
    counts.identical += outcome.identical;
    const { modified, missing, extra, duplicate } = outcome;
    if (state === 'suspected') {
      counts.suspectedLegacy += modified.length + missing.length;
      counts.suspectedTarget += modified.length + extra.length + duplicate.length;
    } else {
      counts.modified += modified.length;
      counts.missingInTarget += missing.length;
      counts.extraInTarget += extra.length;
      counts.duplicateInTarget += duplicate.length;
    }
    const base = { state, observedAt, key: outcome.key, column: undefined };
    for (const pair of modified) {
      for (const column of pair.columns) {
        if (state === 'confirmed') this.mismatches[column] = (this.mismatches[column] ?? 0) + 1;
        const [legacy, target] = [pair.legacy[column] ?? null, pair.target[column] ?? null];
        const money = column === this.plan.moneyColumn ? moneyBetween(legacy, target) : undefined;
        this.list({ ...base, class: 'modified', column, legacy, target, money });
      }
    }
    const whole = (row: Field[], legacy: boolean) => {
      const field = this.plan.moneyColumn < 0 ? undefined : row[this.plan.moneyColumn];
      return field === undefined ? undefined : legacy ? moneyBetween(field, null) : moneyBetween(null, field);
    };
    for (const row of missing)
      this.list({ ...base, class: 'missing_in_target', legacy: undefined, target: undefined, money: whole(row, true) });
    for (const row of extra)
      this.list({ ...base, class: 'extra_in_target', legacy: undefined, target: undefined, money: whole(row, false) });
    for (const row of duplicate)
      this.list({
        ...base,
        class: 'duplicate_in_target',
        legacy: undefined,
        target: undefined,
        money: whole(row, false),
      });
  }

  differences(): FoundDifference[] {
    return [...[...this.first.values()].flat(), ...this.more];
  }

  private list(found: FoundDifference): void {
    const name = `${found.class} ${found.column ?? ''}`;
    if (found.state === 'confirmed') this.addToGroup(name, found);
    this.listed += 1;
    if (this.listed > MAX_LISTED) {
      this.complete = false;
      this.more = [];
    }
    const first = this.first.get(`${name} ${found.state}`) ?? [];
    if (first.length === 0) this.first.set(`${name} ${found.state}`, first);
    if (first.length < MAX_LISTED_OF_GROUP) first.push(found);
    else if (this.complete) this.more.push(found);
  }

  private addToGroup(name: string, found: FoundDifference): void {
    let group = this.groups.get(name);
    if (!group) {
      group = {
        class: found.class,
        column: found.column,
        rows: 0,
        net: new Money(0),
        gross: new Money(0),
        hasMoney: false,
      };
      this.groups.set(name, group);
    }
    group.rows += 1;
    if (found.money === undefined) return;
    group.hasMoney = true;
    group.net = group.net.plus(found.money);
    group.gross = group.gross.plus(new Money(found.money).abs());
  }
}

/** target − legacy; null counts as nothing. Undefined where a value is no amount (NaN, text). */
function moneyBetween(legacy: Field, target: Field): string | undefined {
  if (legacy !== null && !MONEY.test(legacy)) return undefined;
  if (target !== null && !MONEY.test(target)) return undefined;
  return new Money(target ?? 0).minus(legacy ?? 0).toFixed();
}
