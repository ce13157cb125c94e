import { Decimal } from 'decimal.js';
import type { DifferenceClass } from '../../core/check/difference-class.ts';
import type { Field } from '../row/row-line.ts';
import { AMOUNT } from '../value/amount-sum.ts';
import type { FoundDifference, State } from './found-difference.ts';

/** Enough digits for any sum of money that a database holds. */
const Money = Decimal.clone({ precision: 80, toExpNeg: -60, toExpPos: 60 });

/** All differences of one class and field: how many, how much money, and the first few. */
export class GroupTally {
  readonly class: DifferenceClass;
  /** Undefined where the row as a whole is the difference. */
  readonly column: number | undefined;
  readonly state: State;
  readonly first: FoundDifference[] = [];
  rows = 0;
  /** Rows whose money is 0. */
  rowsWorthNothing = 0;
  private rowsWithMoney = 0;
  net = new Money(0);
  gross = new Money(0);

  constructor(rowClass: DifferenceClass, column: number | undefined, state: State) {
    this.class = rowClass;
    this.column = column;
    this.state = state;
  }

  add(money: string | undefined): void {
    this.rows += 1;
    if (money === undefined) return;
    this.rowsWithMoney += 1;
    const amount = new Money(money);
    if (amount.isZero()) this.rowsWorthNothing += 1;
    this.net = this.net.plus(amount);
    this.gross = this.gross.plus(amount.abs());
  }

  /** Every row says what it is worth. A sum over some of them would pass for the whole. */
  get hasMoney(): boolean {
    return this.rowsWithMoney === this.rows;
  }
}

/** target − legacy; null counts as nothing. Undefined where a value is no amount (NaN, text). */
export function moneyBetween(legacy: Field, target: Field): string | undefined {
  if (legacy !== null && !AMOUNT.test(legacy)) return undefined;
  if (target !== null && !AMOUNT.test(target)) return undefined;
  return new Money(target ?? 0).minus(legacy ?? 0).toFixed();
}
