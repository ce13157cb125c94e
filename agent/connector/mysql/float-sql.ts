import type { SideColumn } from '../plan.ts';
import { baseOf } from './native-type.ts';

/** Where the server's own text of a double has no exponent, and PostgreSQL's has none either. */
const isPlain = (d: string) => `${d} = 0 or abs(${d}) >= 1e-4 and abs(${d}) < 1e15`;
/** Within this every digit of a double fits decimal(65,30). */
const fitsDecimal = (d: string) => `abs(${d}) >= 1e-12 and abs(${d}) < 1e34`;

/**
 * The shortest digits that read back as the value. The server prints a double so by itself; of a FLOAT it prints six digits,
 * however many it has: here the fewest that read back, else those of the double. Adding zero takes the sign off minus zero.
 */
function shortestSql(c: string, side: SideColumn): string {
  const d = `(${c} + 0e0)`;
  if (baseOf(side.nativeType) !== 'float') return `concat(${d})`;
  const rounded = [6, 7, 8].map((digits) => `concat(round(${d}, ${digits} - floor(log10(abs(${d})))))`);
  const tries = [`concat(cast(${d} as float))`, ...rounded];
  return `case ${tries.map((text) => `when cast(${text} as float) = ${c} then ${text}`).join(' ')} else concat(${d}) end`;
}

/** As PostgreSQL spells a double: an exponent of two digits from 1e15 on and below 1e-4. */
export function floatTextSql(c: string, side: SideColumn): string {
  const d = `(${c} + 0e0)`;
  const s = shortestSql(c, side);
  const exponent = `substring_index(${s}, 'e', -1)`;
  const sign = `if(left(${exponent}, 1) = '-', '-', '+')`;
  const digits = `trim(leading '-' from ${exponent})`;
  const two = `concat(substring_index(${s}, 'e', 1), 'e', ${sign}, if(length(${digits}) = 1, '0', ''), ${digits})`;
  const fraction = `substring_index(${s}, '.', -1)`;
  const shown = `trim(leading '0' from ${fraction})`;
  const zeros = `(length(${fraction}) - length(${shown}) + 1)`;
  const mantissa = `concat(left(${shown}, 1), if(length(${shown}) > 1, '.', ''), substr(${shown}, 2))`;
  const small = `concat(if(${d} < 0, '-', ''), ${mantissa}, 'e-', if(${zeros} < 10, '0', ''), ${zeros})`;
  return `case when ${isPlain(d)} then ${s} when locate('e', ${s}) > 0 then ${two} when abs(${d}) < 1 then ${small} else ${s} end`;
}

/** Without exponent, as a decimal is written. */
export function floatAsDecimalSql(c: string, side: SideColumn): string {
  const d = `(${c} + 0e0)`;
  const s = shortestSql(c, side);
  const unfolded = `trim(trailing '.' from trim(trailing '0' from cast(${s} as decimal(65,30))))`;
  return `case when ${isPlain(d)} then ${s} when ${fitsDecimal(d)} then ${unfolded} else ${s} end`;
}
