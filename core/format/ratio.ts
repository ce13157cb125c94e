import { Decimal } from 'decimal.js';

/** Which way a number errs when digits are dropped: `down` where more is better (a match rate), `up` where less is. */
export type Failing = 'down' | 'up';

const MOST_DIGITS = 14;

/** A threshold, every digit kept: "99.9 %". */
export function percentText(ratio: Decimal): string {
  return `${ratio.times(100).toFixed()} %`;
}

/**
 * A ratio as percent. Enough digits to show `significant` of its distance from 0 or 1 and to tell it from the threshold;
 * rounded towards failing, so that it never reads better than it is and never reaches 100 % or 0 % unless it is.
 */
export function ratioText(
  ratio: Decimal,
  {
    failing,
    threshold = null,
    significant = 2,
  }: { failing: Failing; threshold?: Decimal | null; significant?: number },
): string {
  const percent = ratio.times(100);
  const limit = threshold?.times(100) ?? null;
  const side = limit && percent.cmp(limit);
  for (let digits = digitsFor(percent, failing, significant); ; digits += 1) {
    const shown = percent.toDecimalPlaces(digits, failing === 'down' ? Decimal.ROUND_FLOOR : Decimal.ROUND_CEIL);
    if (digits >= MOST_DIGITS || limit === null || shown.cmp(limit) === side) return `${shown.toFixed()} %`;
  }
}

function digitsFor(percent: Decimal, failing: Failing, significant: number): number {
  const distance = failing === 'down' ? Decimal.sub(100, percent).abs() : percent.abs();
  if (distance.isZero()) return 0;
  return Math.min(MOST_DIGITS, Math.max(0, significant - 1 - distance.e));
}

/** Distance of a ratio from its threshold in percentage points, rounded up: "0.03 points". */
export function pointsText(ratio: Decimal, threshold: Decimal): string {
  const points = ratio.minus(threshold).abs().times(100);
  const digits = Math.max(0, 1 - points.e);
  return `${points.toDecimalPlaces(digits, Decimal.ROUND_UP).toFixed()} points`;
}
