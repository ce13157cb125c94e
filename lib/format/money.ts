import { LOCALE } from './locale.ts';

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, fractionDigits: number): Intl.NumberFormat {
  const id = `${currency}/${fractionDigits}`;
  const known = formats.get(id);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE, {
    style: 'currency',
    currency,
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
  formats.set(id, made);
  return made;
}

function defaultDigits(currency: string): number {
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Decimal text as money, "€1,204.17", every digit kept: `Intl` reads the text itself, so nothing passes through a float.
 * `signed` writes a plus as well.
 */
export function formatMoney(amount: string, currency: string, { signed = false } = {}): string {
  const digits = Math.max(defaultDigits(currency), amount.split('.')[1]?.length ?? 0);
  if (!isDecimal(amount)) return amount;
  const text = formatOf(currency, Math.min(digits, 20)).format(amount);
  return signed && isPositive(amount) ? `+${text}` : text;
}

function isDecimal(text: string): text is Intl.StringNumericLiteral {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function isPositive(amount: string): boolean {
  return !amount.startsWith('-') && /[1-9]/.test(amount);
}
