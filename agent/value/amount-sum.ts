import { canonicalDecimal } from './canonical-decimal.ts';

/** An amount of money as Parallax takes it. NaN, infinities and other text are none. */
export const AMOUNT = /^-?\d{1,40}(\.\d{1,40})?$/;
const NUMBER = /^-?(\d+)(?:\.(\d+))?$/;

/** Sum of absolute amounts, exact whatever their scale. One value that is no amount, and there is no sum. */
export class AmountSum {
  /** Units of 10^-scale, by scale. */
  private readonly units = new Map<number, bigint>();
  private failed = false;

  /** An amount, or the sum of some; undefined: there is none. */
  add(amount: string | undefined): void {
    const match = amount === undefined ? null : NUMBER.exec(amount);
    if (!match) {
      this.failed = true;
      return;
    }
    const [, whole = '', fraction = ''] = match;
    this.units.set(fraction.length, (this.units.get(fraction.length) ?? 0n) + BigInt(whole + fraction));
  }

  /** Canonical decimal; undefined where there is no sum, or none that Parallax takes. */
  text(): string | undefined {
    if (this.failed) return undefined;
    const scale = Math.max(0, ...this.units.keys());
    let sum = 0n;
    for (const [own, units] of this.units) sum += units * 10n ** BigInt(scale - own);
    const text = canonicalDecimal(`${sum}e-${scale}`);
    return text !== undefined && AMOUNT.test(text) ? text : undefined;
  }
}
