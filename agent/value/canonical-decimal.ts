const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
const ANY = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,5}))?\s*$/;
/** Longest run of zeros an exponent may unfold to; PostgreSQL's numeric ends well before. */
const MAX_EXPONENT = 20_000;

/**
 * The one text of a decimal number: no exponent, no sign on zero, no zeros that carry nothing. `1.50`, `+1.5` and `15e-1` are
 * `1.5`. NaN and the infinities are named as PostgreSQL names them. Undefined for text that is not a number.
 */
export function canonicalDecimal(text: string): string | undefined {
  if (PLAIN.test(text)) return text === '-0' ? '0' : text;
  const match = ANY.exec(text);
  if (!match) return nonFinite(text);
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  if (whole.length + fraction.length === 0 || Math.abs(exponent) > MAX_EXPONENT) return undefined;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const split = Math.max(point, 1);
  const left = padded.slice(0, split).replace(/^0+(?=\d)/, '');
  const right = padded.slice(split).replace(/0+$/, '');
  const value = right === '' ? left : `${left}.${right}`;
  return value === '0' || sign !== '-' ? value : `-${value}`;
}

function nonFinite(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'nan') return 'NaN';
  if (/^\+?inf(inity)?$/.test(word)) return 'Infinity';
  if (/^-inf(inity)?$/.test(word)) return '-Infinity';
  return undefined;
}
