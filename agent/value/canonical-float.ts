import { canonicalDecimal } from './canonical-decimal.ts';

/** Where PostgreSQL switches to an exponent when it prints a double. */
const FIRST_EXPONENT = 15;
const LAST_SMALL_EXPONENT = -4;

/** A double in its shortest text that reads back as the same double, spelt as PostgreSQL spells it. Zero has no sign. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return '0';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= LAST_SMALL_EXPONENT && exponent < FIRST_EXPONENT) {
    return canonicalDecimal(`${mantissa}e${exponent}`) ?? String(value);
  }
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
}

/** The canonical text of a double written in any of the usual ways; undefined for text that is not a number. */
export function canonicalFloat(text: string): string | undefined {
  const decimal = canonicalDecimal(text);
  return decimal === undefined ? undefined : floatText(Number(decimal));
}

/** The same for a single: the fewest digits that read back as the same single. */
export function singleText(value: number): string {
  const single = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const shorter = Number(single.toPrecision(digits));
    if (Math.fround(shorter) === single) return floatText(shorter);
  }
  return floatText(Number(single.toPrecision(9)));
}
