import { DAY_MS } from '../../../core/time/units.ts';
import type { Field } from '../../row/row-line.ts';
import { floatText } from '../../value/canonical-float.ts';
import { settle } from '../../value/settle.ts';
import type { SideColumn } from '../plan.ts';

/** A value as node:sqlite hands it out with big integers on: INTEGER is bigint, REAL is number. */
export type SqliteValue = null | bigint | number | string | Uint8Array;

/** Julian day of 1970-01-01, and the Julian days SQLite accepts. */
const UNIX_EPOCH_JULIAN = 2_440_587.5;
const JULIAN_MIN = 1_721_059.5;
const JULIAN_MAX = 5_373_484.5;
/** Whole seconds would reach this in the year 5138: larger numbers are milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** The canonical text of a stored value. SQLite stores what it is given, so the value's own type decides how it is read. */
export function sqliteField(value: SqliteValue, column: SideColumn): Field {
  if (value === null) return null;
  if (value instanceof Uint8Array) return ofBlob(value, column);
  if (typeof value === 'string') {
    return column.type === 'binary' ? Buffer.from(value).toString('hex') : settle(column.type, value, column.timeZone);
  }
  if (column.type === 'timestamp' || column.type === 'timestamptz' || column.type === 'date')
    return ofMoment(value, column);
  const text = typeof value === 'number' ? floatText(value) : value.toString();
  if (column.type === 'text') return column.family === 'float' ? text : settle('decimal', text, 'UTC');
  return settle(column.type, text, column.timeZone);
}

function ofBlob(value: Uint8Array, column: SideColumn): string {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (column.type === 'uuid') return settle('uuid', bytes.toString('hex'), column.timeZone);
  if (column.type === 'json') return settle('json', bytes.toString('utf8'), column.timeZone);
  return bytes.toString('hex');
}

/** A number in a column of times: seconds or milliseconds since 1970 in UTC, or, with a fraction, a Julian day. */
function ofMoment(value: bigint | number, column: SideColumn): string {
  const number = Number(value);
  const isJulian = typeof value === 'number' && number >= JULIAN_MIN && number <= JULIAN_MAX;
  const epochMs = isJulian
    ? Math.round((number - UNIX_EPOCH_JULIAN) * DAY_MS)
    : Math.abs(number) >= FIRST_MILLISECONDS
      ? number
      : Math.round(number * 1_000);
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? String(value) : settle(column.type, date.toISOString(), column.timeZone);
}
